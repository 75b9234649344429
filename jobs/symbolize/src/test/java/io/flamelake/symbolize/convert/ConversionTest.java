package io.flamelake.symbolize.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.index.FrameCursor;
import io.flamelake.symbolize.index.IndexLimits;
import io.flamelake.symbolize.index.Layer;
import io.flamelake.symbolize.index.LayerInfo;
import io.flamelake.symbolize.index.SymbolIndex;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.StringJoiner;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorded program, whole and detached: see the README beside it. */
class ConversionTest {
  @TempDir private Path folder;

  @Test
  void answersAsLlvmSymbolizerDoes() throws IOException {
    Conversion conversion = convert(ProgramFiles.of(program("clones")));
    checkAnswers(conversion.index());
    assertThat(conversion.report().layers())
        .extracting(LayerInfo::layer)
        .containsExactly(Layer.DWARF, Layer.SYMTAB, Layer.PLT);
    assertThat(conversion.report().lost()).isEmpty();
    assertThat(conversion.report().buildId()).hasSize(40);
    assertThat(conversion.index().buildId()).isEqualTo(conversion.report().buildId());
  }

  @Test
  void answersTheSameFromADetachedFile() throws IOException {
    checkAnswers(convert(ProgramFiles.of(program("clones-debug"))).index());
    checkAnswers(
        convert(ProgramFiles.of(program("clones-stripped")).withDebugFile(program("clones-debug")))
            .index());
  }

  /** The data segment is that of {@code readelf -lW}. */
  @Test
  void takesSegmentsFromTheProgramOnly() throws IOException {
    Path debug = program("clones-debug");
    assertThat(convert(ProgramFiles.of(debug)).index().hasSegments()).isFalse();
    SymbolIndex both =
        convert(ProgramFiles.of(program("clones-stripped")).withDebugFile(debug)).index();
    SymbolIndex whole = convert(ProgramFiles.of(program("clones"))).index();
    assertThat(both.hasSegments()).isTrue();
    for (long offset = 0; offset < 0x5000; offset += 8) {
      assertThat(both.virtualAddress(offset)).isEqualTo(whole.virtualAddress(offset));
    }
    assertThat(both.virtualAddress(0xdd0)).isEqualTo(0x1dd0);
  }

  @Test
  void answersTheSameWhenTheIndexIsReadAgain() throws IOException {
    byte[] bytes = convert(ProgramFiles.of(program("clones"))).index().toBytes();
    checkAnswers(SymbolIndex.open(ByteBuffer.wrap(bytes), 1 << 20));
  }

  @Test
  void knowsOnlyStubsOfAStrippedProgram() throws IOException {
    assertThat(convert(ProgramFiles.of(program("clones-stripped"))).report().layers())
        .extracting(LayerInfo::layer)
        .containsExactly(Layer.PLT);
  }

  @Test
  void refusesADebugFileOfAnotherBuild() throws IOException {
    Path program = program("clones-stripped");
    byte[] other = Files.readAllBytes(program("clones-debug"));
    int at = new String(other, StandardCharsets.ISO_8859_1).indexOf("\u0003\0\0\0GNU\0");
    other[at + 2 * Integer.BYTES] ^= 1;
    Path damaged = Files.write(folder.resolve("other"), other);
    assertThatThrownBy(() -> convert(ProgramFiles.of(program).withDebugFile(damaged)))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("the debug file has the build id ");
  }

  @Test
  void refusesWhatIsNoProgram() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "#!/bin/sh\n");
    assertThatThrownBy(() -> convert(ProgramFiles.of(text)))
        .isInstanceOf(MalformedFileException.class);
  }

  @Test
  void refusesAFileThatIsTooLong() throws IOException {
    Path program = program("clones");
    assertThatThrownBy(() -> Conversion.of(ProgramFiles.of(program), limits(1000, 1000)))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("more than the limit of 1000");
  }

  @Test
  void refusesAFileThatTellsTooMuch() throws IOException {
    Path program = program("clones");
    assertThatThrownBy(() -> Conversion.of(ProgramFiles.of(program), limits(1 << 20, 20)))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("There are more than 20 ranges");
  }

  private static ConversionLimits limits(long fileBytes, int ranges) {
    ConversionLimits limits = ConversionLimits.DEFAULT;
    IndexLimits index = new IndexLimits(ranges, 1000, 1000, 1 << 20, 10);
    return new ConversionLimits(
        fileBytes, Duration.ofMinutes(1), limits.elf(), limits.dwarf(), index);
  }

  private static Conversion convert(ProgramFiles files) throws IOException {
    return Conversion.of(files, ConversionLimits.DEFAULT);
  }

  private Path program(String name) throws IOException {
    Path path = folder.resolve(name);
    try (InputStream in =
        new GZIPInputStream(ConversionTest.class.getResourceAsStream(name + ".gz"))) {
      return Files.write(path, in.readAllBytes());
    }
  }

  /** Of padding between functions llvm-symbolizer may tell a line; the index tells nothing. */
  private static void checkAnswers(SymbolIndex index) throws IOException {
    try (InputStream in = ConversionTest.class.getResourceAsStream("clones.answers")) {
      String answers = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answers.lines()).isNotEmpty();
      for (String run : answers.lines().toList()) {
        String[] parts = run.split(" ", 3);
        String expected = parts[2].startsWith("?? ") ? "" : parts[2];
        long end = Long.parseLong(parts[1], 16);
        for (long address = Long.parseLong(parts[0], 16); address < end; address++) {
          assertThat(frames(index, address)).as("%x", address).isEqualTo(expected);
        }
      }
    }
  }

  /** The scopes of names that are not mangled are left out, as llvm-symbolizer does. */
  private static String frames(SymbolIndex index, long address) {
    FrameCursor cursor = index.cursor();
    StringJoiner frames = new StringJoiner(";");
    int depth = cursor.lookup(address);
    for (int i = 0; i < depth; i++) {
      String file = index.path(cursor.file(i));
      frames.add(
          index.systemName(cursor.function(i)).replaceFirst("^shop::", "")
              + " "
              + (file == null ? "??" : file)
              + ":"
              + cursor.line(i)
              + ":"
              + cursor.column(i));
    }
    return frames.toString();
  }
}
