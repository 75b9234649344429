package io.flamelake.symbolize.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.dwarf.DwarfReader;
import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.oracle.Answers;
import io.flamelake.symbolize.oracle.Symbol;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs whose debugging information is in several files. */
class NeighboursTest {
  private static final String PROGRAM = "gcc-split5";
  private static final String SPLIT = "gcc-split5-shapes.dwo";

  @TempDir private Path folder;
  private Path home;

  @BeforeEach
  void makeFolder() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
  }

  @Test
  void usesSplitFilesBesideTheProgram() throws IOException {
    fixture(SPLIT, home);
    check(ProgramFiles.of(fixture(PROGRAM, home)).withNeighbours(), "gcc-dwarf5");
  }

  @Test
  void usesSplitFilesThatAreGiven() throws IOException {
    Path split = fixture(SPLIT, folder);
    Path other = fixture("clang-split.dwo", folder);
    ProgramFiles files = ProgramFiles.of(fixture(PROGRAM, home));
    check(files.withSplitFiles(List.of(other, split)), "gcc-dwarf5");
    check(files.withSplitFiles(List.of(home, folder)), "gcc-dwarf5");
  }

  @Test
  void usesThePackageBesideTheProgram() throws IOException {
    fixture("clang-split.dwp", home);
    check(ProgramFiles.of(fixture("clang-split", home)).withNeighbours(), "clang-dwarf5");
  }

  @Test
  void usesTheSupplementaryFileBesideTheProgram() throws IOException {
    fixture("dwz-shared", home);
    check(ProgramFiles.of(fixture("dwz-a", home)).withNeighbours(), "gcc-dwarf5");
  }

  @Test
  void countsSplitUnitsThatAreNotToBeHad() throws IOException {
    fixture(SPLIT, folder);
    ProgramFiles alone = ProgramFiles.of(fixture(PROGRAM, home)).withNeighbours();
    assertThat(convert(alone).report().dwarf().missingSplitUnits()).isEqualTo(1);
  }

  @Test
  void takesNothingFromOutsideTheFoldersThatAreGiven() throws IOException {
    Path split = fixture(SPLIT, folder);
    SplitFileFinder finder = new SplitFileFinder(List.of(home), path -> unexpected(path));
    assertThat(finder.open("../" + SPLIT, null, 0)).isNull();
    assertThat(finder.open("x/../../" + SPLIT, null, 0)).isNull();
    assertThat(finder.open(split.toString(), null, 0)).isNull();
    assertThat(finder.open("/", null, 0)).isNull();
    assertThat(finder.open("", null, 0)).isNull();
    assertThat(finder.open("\0", null, 0)).isNull();
  }

  private static ElfFile unexpected(Path path) {
    throw new AssertionError(path + " is opened");
  }

  private void check(ProgramFiles files, String answersOf) throws IOException {
    Conversion conversion = convert(files);
    assertThat(conversion.report().lost()).isEmpty();
    assertThat(conversion.report().dwarf().missingSplitUnits()).isZero();
    assertThat(conversion.report().dwarf().namelessFunctions()).isZero();
    IndexedProgram program = new IndexedProgram(conversion.index());
    Answers answers;
    try (InputStream in = resource(answersOf + ".answers.gz")) {
      answers = Answers.read(in);
    }
    Agreement agreement = new Agreement(3);
    for (int i = 0; i < answers.addresses().length; i++) {
      long address = answers.addresses()[i];
      List<Symbol> frames = program.frames(address).stream().map(NeighboursTest::whole).toList();
      agreement.add(address, frames, answers.frames().get(i));
    }
    assertThat(agreement.samples()).isEmpty();
    assertThat(agreement.asked()).isPositive();
  }

  /** The answers are those of programs without tables of symbols: no part has a name of its own. */
  private static Symbol whole(Symbol part) {
    String name = part.name() == null ? null : part.name().replaceFirst("\\.cold$", "");
    return new Symbol(name, null, part.file(), part.line(), part.column());
  }

  private static Conversion convert(ProgramFiles files) throws IOException {
    return Conversion.of(files, ConversionLimits.DEFAULT);
  }

  private static Path fixture(String name, Path into) throws IOException {
    try (InputStream in = new GZIPInputStream(resource(name + ".gz"))) {
      return Files.write(into.resolve(name), in.readAllBytes());
    }
  }

  private static InputStream resource(String name) {
    return DwarfReader.class.getResourceAsStream(name);
  }
}
