package io.flamelake.symbolize.dwarf;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.oracle.Answers;
import io.flamelake.symbolize.oracle.RecordingSink;
import io.flamelake.symbolize.oracle.Symbol;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the reader with answers of llvm-symbolizer for every address of small programs. */
class FixturesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gcc-dwarf2",
        "gcc-dwarf3",
        "gcc-dwarf4",
        "gcc-dwarf5",
        "gcc-dwarf64",
        "gcc-zlib",
        "gcc-zlib-gnu",
        "gcc-gc-sections",
        "gcc-lto",
        "gcc-i386",
        "clang-dwarf4",
        "clang-dwarf5",
        "clang-lld4",
        "clang-lld5",
        "clang-aarch64",
        "clang-mips",
        "clang-powerpc64",
        "clang-i386",
        "rust"
      })
  void findsWhatLlvmSymbolizerFinds(String name) throws IOException {
    try (ElfFile file = Fixtures.elf(name)) {
      assertSame(DwarfSource.of(file), name);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void readsSplitFilesOfGcc(int version) throws IOException {
    try (ElfFile file = Fixtures.elf("gcc-split" + version)) {
      DwarfSource source =
          DwarfSource.of(file).withSplitFiles((name, folder, id) -> Fixtures.elf(name));
      assertSame(source, "gcc-dwarf" + version);
    }
  }

  @Test
  void readsSplitFilesOfClang() throws IOException {
    try (ElfFile file = Fixtures.elf("clang-split")) {
      DwarfSource source =
          DwarfSource.of(file).withSplitFiles((name, folder, id) -> Fixtures.elf(name));
      assertSame(source, "clang-dwarf5");
    }
  }

  @ParameterizedTest
  @CsvSource({"clang-split,clang-dwarf5", "gcc-split4,gcc-dwarf4"})
  void readsAPackageOfSplitUnits(String name, String twin) throws IOException {
    try (ElfFile file = Fixtures.elf(name);
        ElfFile splitPackage = Fixtures.elf(name + ".dwp")) {
      assertSame(DwarfSource.of(file).withSplitPackage(splitPackage), twin);
    }
  }

  @Test
  void countsSplitUnitsThatAreNotToBeHadAndKeepsTheirLines() throws IOException {
    try (ElfFile file = Fixtures.elf("gcc-split5")) {
      RecordingSink sink = new RecordingSink();

      DwarfReport report = DwarfReader.read(DwarfSource.of(file), sink);

      assertThat(report.missingSplitUnits()).isEqualTo(1);
      assertThat(sink.lines).isNotEmpty();
      assertThat(sink.frames).isEmpty();
    }
  }

  @Test
  void readsWhatDwzMovedToASupplementaryFile() throws IOException {
    try (ElfFile file = Fixtures.elf("dwz-a");
        ElfFile supplement = Fixtures.elf("dwz-shared")) {
      assertThat(file.altLink().name()).isEqualTo("dwz-shared");
      assertThat(file.altLink().buildId()).isEqualTo(supplement.buildIds().gnu());

      assertSame(DwarfSource.of(file).withSupplement(supplement), "gcc-dwarf5");
    }
  }

  @Test
  void countsNamesThatStandInASupplementaryFileThatIsNotGiven() throws IOException {
    try (ElfFile file = Fixtures.elf("dwz-a")) {
      RecordingSink sink = new RecordingSink();

      DwarfReport report = DwarfReader.read(DwarfSource.of(file), sink);

      assertThat(report.namelessFunctions()).isPositive();
      assertThat(report.lostUnits()).isZero();
      assertThat(sink.ranges).isNotEmpty();
    }
  }

  private static void assertSame(DwarfSource source, String answersOf) throws IOException {
    RecordingSink sink = new RecordingSink();

    DwarfReport report = DwarfReader.read(source, sink);

    assertThat(report.problems()).isEmpty();
    assertThat(report.namelessFunctions()).isZero();
    Answers answers = Answers.read(Fixtures.open(answersOf + ".answers.gz"));
    List<List<Symbol>> found = sink.lookUp(answers.addresses());
    for (int i = 0; i < found.size(); i++) {
      assertThat(agree(found.get(i), answers.frames().get(i)))
          .as(
              "at 0x%x: %s, but llvm-symbolizer %s",
              answers.addresses()[i], found.get(i), answers.frames().get(i))
          .isTrue();
    }
  }

  private static boolean agree(List<Symbol> ours, List<Symbol> theirs) {
    boolean same = ours.size() == theirs.size();
    for (int i = 0; same && i < ours.size(); i++) {
      Symbol symbol = ours.get(i);
      Symbol oracle = theirs.get(i);
      same =
          symbol.sameName(oracle)
              && Objects.equals(symbol.file(), oracle.file())
              && symbol.line() == oracle.line()
              && symbol.column() == oracle.column();
    }
    return same;
  }
}
