package io.flamelake.symbolize.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.stacks.testing.TestFrame;
import io.flamelake.symbolize.convert.Conversion;
import io.flamelake.symbolize.convert.ConversionLimits;
import io.flamelake.symbolize.convert.ProgramFiles;
import io.flamelake.symbolize.index.TextCache;
import io.flamelake.symbolize.resolve.StackModel.Raw;
import io.flamelake.symbolize.sources.IndexAnswer;
import io.flamelake.symbolize.sources.Unavailable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each place of the recorded native program becomes the frames that llvm-symbolizer told. */
class NativeProgramTest {
  private static final Path FOLDER = Path.of("../../examples/debuginfo");
  private static final String BUILD_ID = "72134ea6ab47338d78318be87a0f52ad7487cc6d";

  /** A line: offset and address; then its frames, as function, file and line. */
  private static final Map<long[], List<String>> ANSWERS = new LinkedHashMap<>();

  /** The function before the stubs, for which llvm-symbolizer takes them. */
  private static final List<String> STUB = List.of("_fini crtstuff.c 0");

  @BeforeAll
  static void readsTheAnswers() throws IOException {
    List<String> frames = null;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FOLDER.resolve("answers.txt.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("0x")) {
          String[] place = line.split(" ", -1);
          frames = new ArrayList<>();
          ANSWERS.put(new long[] {Long.decode(place[0]), Long.decode(place[1])}, frames);
        } else {
          frames.add(line.strip());
        }
      }
    }
  }

  @Test
  void programAndDetachedFileTellEveryOffset() throws IOException {
    ProgramFiles files = ProgramFiles.of(FOLDER.resolve("router"));
    IndexAnswer index = index(files.withDebugFile(FOLDER.resolve("router.debug")));
    assertThat(ANSWERS).hasSizeGreaterThan(400);
    ANSWERS.forEach(
        (place, frames) -> {
          List<String> actual = resolve(index, place[0], true);
          if (frames.equals(STUB)) {
            assertThat(actual.get(0)).endsWith("@plt ?? 0");
          } else {
            check(actual, frames);
          }
        });
  }

  @Test
  void theDetachedFileAloneTellsEveryAddressButNoOffset() throws IOException {
    IndexAnswer index = index(ProgramFiles.of(FOLDER.resolve("router.debug")));
    ANSWERS.forEach(
        (place, frames) -> {
          if (!frames.equals(STUB)) {
            check(resolve(index, place[1], false), frames);
          }
        });
    Resolution offset = resolution(index, ANSWERS.keySet().iterator().next()[0], true);
    assertThat(offset.unresolved())
        .containsExactly(new Unresolved(BUILD_ID, Unavailable.PROGRAM_MISSING, 1));
  }

  private static IndexAnswer index(ProgramFiles files) throws IOException {
    return IndexAnswer.found(Conversion.of(files, ConversionLimits.DEFAULT).index());
  }

  private static List<String> resolve(IndexAnswer index, long address, boolean offset) {
    return TestFrame.read(resolution(index, address, offset).stack()).stream()
        .map(
            f ->
                (f.systemName() == null ? f.function() : f.systemName())
                    + (f.file() == null ? " ??" : " " + f.file())
                    + (f.line() == null ? " 0" : " " + f.line()))
        .toList();
  }

  /** Of a function that has no name for linkers, llvm-symbolizer does not tell the scopes. */
  private static void check(List<String> actual, List<String> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      if (!actual.get(i).endsWith("::" + expected.get(i))) {
        assertThat(actual.get(i)).isEqualTo(expected.get(i));
      }
    }
  }

  private static Resolution resolution(IndexAnswer index, long address, boolean offset) {
    TestFrame frame =
        new TestFrame(
            null, null, null, null, null, null, "router", BUILD_ID, address, "native", false);
    return new StackResolver(new TextCache(1 << 20))
        .resolve(
            RandomStacks.definition(List.of(new Raw(frame, offset))), new IndexAnswer[] {index});
  }
}
