package io.flamelake.flamegraph.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
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
    boolean installed =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "go")));
    assumeTrue(installed, "go is not on the path: apt-get install golang-go");
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

  /** The lines of the report, without the head, which has the time; sorted, as some tie. */
  private List<String> report(List<String> report, int value, Path file)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("go", "tool", "pprof", "-symbolize=none", "-sample_index=" + value));
    command.addAll(List.of("-nodefraction=0", "-edgefraction=0", "-nodecount=1000000"));
    command.addAll(report);
    command.add(file.toAbsolutePath().toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(text).isZero();
    return Arrays.stream(text.split("\n"))
        .filter(line -> !line.matches("(File|Build ID|Type|Time|Duration|Doc):? .*"))
        .sorted()
        .toList();
  }
}
