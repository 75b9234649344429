package io.flamelake.symbolize.gopclntab;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.index.FrameCursor;
import io.flamelake.symbolize.index.IndexBuilder;
import io.flamelake.symbolize.index.IndexLimits;
import io.flamelake.symbolize.index.SymbolIndex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Go's table in every layout; real programs are in the tests of package convert. */
class PclntabReaderTest {
  static List<Arguments> layouts() {
    List<Arguments> layouts = new ArrayList<>();
    for (Version version : Version.values()) {
      for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
        layouts.add(Arguments.of(version, order, 8, 1));
        layouts.add(Arguments.of(version, order, 4, 4));
      }
    }
    return layouts;
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void tellsFunctionsLinesAndInlinedCalls(
      Version version, ByteOrder order, int pointer, int quantum) throws IOException {
    TestProgram program = new TestProgram(version, order, pointer, quantum);
    check(version, program.elf(".gopclntab"));
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void findsTheTableOfAPositionIndependentProgram(Version version) throws IOException {
    TestProgram program = new TestProgram(version, ByteOrder.LITTLE_ENDIAN, 8, 1);
    check(version, program.elf(".data.rel.ro.gopclntab"));
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void findsTheTableByHowItBegins(Version version) throws IOException {
    TestProgram program = new TestProgram(version, ByteOrder.LITTLE_ENDIAN, 8, 1);
    check(version, program.elf(".rodata.of.another.linker"));
  }

  @ParameterizedTest
  @EnumSource(names = {"GO_1_18", "GO_1_20"})
  void takesTheBeginningOfTheCodeFromTheModule(Version version) throws IOException {
    TestProgram program = new TestProgram(version, ByteOrder.LITTLE_ENDIAN, 8, 1);
    check(version, program.withoutTextInHeader().elf(".gopclntab"));
  }

  private static void check(Version version, ByteBuffer elf) throws IOException {
    IndexBuilder builder = new IndexBuilder(IndexLimits.DEFAULT);
    GoReport report = PclntabReader.read(ElfFile.of(elf), builder);
    boolean inlining = version.relative();
    assertThat(report).isEqualTo(new GoReport(version.release(), 2, 0, 0, inlining, List.of()));
    SymbolIndex index = builder.build("");
    boolean lines = version == Version.GO_1_20;
    String main = "main.main" + (lines ? "(9)" : "") + " ";
    String add = "lib.add" + (lines ? "(4)" : "") + " ";
    String inner = "lib.inner" + (lines ? "(3)" : "") + " ";
    assertThat(frames(index, 0)).containsExactly(main + "/src/a.go:10");
    assertThat(frames(index, 0x0F)).containsExactly(main + "/src/a.go:11");
    assertThat(frames(index, 0x3B)).containsExactly(main + "/src/a.go:12");
    assertThat(frames(index, 0x3C)).as("padding").isEmpty();
    assertThat(frames(index, 0x40))
        .containsExactly("main.other" + (lines ? "(19)" : "") + " /src/a.go:20");
    assertThat(frames(index, 0x60)).isEmpty();
    if (inlining) {
      assertThat(frames(index, 0x10)).containsExactly(add + "/src/b.go:5", main + "/src/a.go:11");
      assertThat(frames(index, 0x27))
          .containsExactly(inner + "/src/c.go:7", add + "/src/b.go:6", main + "/src/a.go:11");
    } else {
      assertThat(frames(index, 0x10)).containsExactly(main + "/src/b.go:5");
    }
  }

  private static List<String> frames(SymbolIndex index, int offset) {
    FrameCursor cursor = index.cursor();
    List<String> frames = new ArrayList<>();
    int depth = cursor.lookup(TestProgram.TEXT + offset);
    for (int i = 0; i < depth; i++) {
      int function = cursor.function(i);
      int startLine = index.startLine(function);
      frames.add(
          index.functionName(function)
              + (startLine == 0 ? "" : "(" + startLine + ")")
              + " "
              + index.path(cursor.file(i))
              + ":"
              + cursor.line(i));
    }
    return frames;
  }
}
