package io.flamelake.symbolize.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.index.Layer;
import io.flamelake.symbolize.index.LayerInfo;
import io.flamelake.symbolize.oracle.GoAddr2line;
import io.flamelake.symbolize.oracle.LlvmSymbolizer;
import io.flamelake.symbolize.oracle.Symbol;
import io.flamelake.symbolize.oracle.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Builds programs with the compilers of this machine, and compares every address of their own
 * functions with what other tools say. A test whose tools are not installed is skipped.
 */
class CompiledProgramsTest {
  private static final int SAMPLES = 3;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "gcc, queue.c, -std=c11",
    "clang, queue.c, -std=c11",
    "g++, inventory.cc, -std=c++17",
    "clang++, inventory.cc, -std=c++17"
  })
  void answersAsLlvmSymbolizerForCAndCxx(String compiler, String source, String standard)
      throws IOException, InterruptedException {
    Tool.assumeInstalled(compiler, "apt-get install " + compiler.replaceFirst("lang..$", "lang"));
    assumeLlvmSymbolizer();
    Path program = folder.resolve("program");
    Tool.run(
        List.of(), compiler, standard, "-O2", "-g", source(source).toString(), "-o", "" + program);
    checkBesideLlvmSymbolizer(program, name -> true);
  }

  @Test
  void answersAsLlvmSymbolizerForRust() throws IOException, InterruptedException {
    Tool.assumeInstalled("rustc", "apt-get install rustc, or https://rustup.rs");
    assumeLlvmSymbolizer();
    Path program = folder.resolve("program");
    Tool.run(List.of(), "rustc", "-O", "-g", source("orders.rs").toString(), "-o", "" + program);
    checkBesideLlvmSymbolizer(program, name -> name.contains("orders"));
  }

  @Test
  void answersAsLlvmSymbolizerAndAddr2lineForGo() throws IOException, InterruptedException {
    Path program = goProgram("");
    long[] addresses = IndexedProgram.addressesOf(program, name -> name.startsWith("main."));
    IndexedProgram indexed = indexed(program, Layer.DWARF);
    checkBesideAddr2line(indexed, program, addresses);
    assumeLlvmSymbolizer();
    checkBesideLlvmSymbolizer(program, name -> name.startsWith("main."));
  }

  @Test
  void answersAsAddr2lineForGoThatIsStripped() throws IOException {
    Path program = goProgram("");
    long[] addresses = IndexedProgram.addressesOf(program, name -> name.startsWith("main."));
    checkBesideAddr2line(indexed(goProgram("-s -w"), Layer.GO_PCLNTAB), program, addresses);
  }

  private Path goProgram(String linkerFlags) throws IOException {
    Tool.assumeInstalled("go", "apt-get install golang, or https://go.dev/dl");
    Path program = folder.resolve("program" + linkerFlags.length());
    Path source = source("server.go");
    Tool.run(
        List.of(), "go", "build", "-ldflags", linkerFlags, "-o", "" + program, source.toString());
    return program;
  }

  private static void assumeLlvmSymbolizer() {
    Tool.assumeInstalled("llvm-symbolizer", "apt-get install llvm");
  }

  private void checkBesideLlvmSymbolizer(Path program, Predicate<String> name)
      throws IOException, InterruptedException {
    long[] addresses = IndexedProgram.addressesOf(program, name);
    IndexedProgram indexed = indexed(program, Layer.DWARF);
    List<List<Symbol>> answers = LlvmSymbolizer.ask(program, addresses);
    Agreement agreement = new Agreement(SAMPLES);
    for (int i = 0; i < addresses.length; i++) {
      agreement.add(addresses[i], indexed.frames(addresses[i]), answers.get(i));
    }
    check(agreement);
  }

  private static void checkBesideAddr2line(IndexedProgram indexed, Path asked, long[] addresses)
      throws IOException {
    List<Symbol> answers = GoAddr2line.ask(asked, addresses);
    Agreement agreement = new Agreement(SAMPLES);
    for (int i = 0; i < addresses.length; i++) {
      agreement.addEnds(addresses[i], indexed.frames(addresses[i]), answers.get(i));
    }
    check(agreement);
  }

  private static void check(Agreement agreement) {
    assertThat(agreement.asked()).isGreaterThan(200);
    assertThat(agreement.samples()).isEmpty();
  }

  private static IndexedProgram indexed(Path program, Layer best) throws IOException {
    Conversion conversion = Conversion.of(ProgramFiles.of(program), ConversionLimits.DEFAULT);
    assertThat(conversion.report().lost()).isEmpty();
    assertThat(conversion.report().layers()).extracting(LayerInfo::layer).startsWith(best);
    return new IndexedProgram(conversion.index());
  }

  private Path source(String name) throws IOException {
    try (InputStream in = CompiledProgramsTest.class.getResourceAsStream("programs/" + name)) {
      return Files.write(folder.resolve(name), in.readAllBytes());
    }
  }
}
