package io.flamelake.flamegraph.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.flamegraph.frames.Frame;
import io.flamelake.flamegraph.frames.FrameStacks;
import io.flamelake.flamegraph.frames.FrameStacks.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code go tool pprof} reports of a profile that we wrote what it reports of the recorded one.
 * Where Go isn't installed, {@link RecordedProfilesTest} still compares what protobuf reads.
 */
class GoToolPprofTest {
  private static final List<List<String>> REPORTS =
      List.of(
          List.of("-top", "-functions"),
          List.of("-top", "-lines"),
          List.of("-top", "-cum", "-files"),
          List.of("-peek", "."),
          List.of("-top", "-noinlines"));

  @TempDir private Path folder;

  @BeforeAll
  static void findGo() {
    GoToolPprof.assumeInstalled();
  }

  static List<Path> files() {
    return RecordedProfiles.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void reportsTheSameOfWhatWeWrote(Path file) throws Exception {
    PprofReader recorded = RecordedProfiles.read(file);
    Path written = folder.resolve("written.pb.gz");
    for (int value = 0; value < recorded.sampleTypes().size(); value++) {
      Files.write(written, RecordedProfiles.rewritten(recorded, value));
      for (List<String> report : REPORTS) {
        assertThat(report(report, 0, written))
            .as("%s of %s", report, file)
            .isEqualTo(report(report, value, file));
      }
    }
  }

  @Test
  void readsAFunctionWithoutALinkersNameAsOneThatHasItsName() throws Exception {
    Frame mangled = new Frame("leaf()", "_Z4leafv", "a.cc", "app", "", 3, 0, 1, 16, false);
    Frame plain = new Frame("main.main", "", "a.go", "app", "", 7, 0, 5, 32, false);
    Path written = folder.resolve("names.pb.gz");
    Files.write(
        written,
        PprofProfileTest.written(FrameStacks.tree(List.of(new Stack(List.of(mangled, plain), 5)))));

    // Where the two names differ, -raw ends with the linker's in parentheses, even an empty one
    assertThat(report(List.of("-raw"), 0, written))
        .anyMatch(line -> line.matches(".* leaf\\(\\) a\\.cc:3(:0)? s=1\\(_Z4leafv\\)"))
        .anyMatch(line -> line.matches(".* main\\.main a\\.go:7(:0)? s=5"));
  }

  /** The lines of the report, without the head, which has the time; sorted, as some tie. */
  private List<String> report(List<String> report, int value, Path file)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(report);
    options.add("-sample_index=" + value);
    options.add(file.toAbsolutePath().toString());
    return new GoToolPprof(folder)
        .run(options).stream()
            .filter(line -> !line.matches("(File|Build ID|Type|Time|Duration|Doc):? .*"))
            .sorted()
            .toList();
  }
}
