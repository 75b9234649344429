package io.flamelake.cli.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.cli.stack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileFilesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final long NOW_NANOS = NOW.getEpochSecond() * 1_000_000_000L;

  private final List<String> failures = new ArrayList<>();
  private final ProfileFiles files =
      new ProfileFiles(
          LabelSet.of(Map.of("service_name", "api")),
          ProfileFiles.PPROF,
          (file, reason) -> failures.add(file.getFileName() + ": " + reason));

  @Test
  void movesTheNewestToNowAndKeepsTheDistances() throws IOException {
    List<Path> recorded = List.of(example("go/cpu-00001.pb.gz"), example("go/cpu-00003.pb.gz"));
    List<ProfileRecord> moved = files.retimed(recorded, NOW);
    long distance = time(recorded.getLast()) - time(recorded.getFirst());
    assertThat(PprofTime.read(moved.getLast().value())).isEqualTo(NOW_NANOS);
    assertThat(PprofTime.read(moved.getFirst().value())).isEqualTo(NOW_NANOS - distance);
    assertThat(moved.getFirst().timestampMillis()).isNull();
  }

  @Test
  void aBackfilledRecordHasItsProfilesTime() throws IOException {
    Path file = example("java/cpu-00000.pb.gz");
    ProfileRecord record = files.backfill(List.of(file)).getFirst();
    assertThat(record.timestampMillis()).isEqualTo(time(file) / 1_000_000);
    assertThat(record.value()).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void aRecordSaysItsFormatAndLabels() {
    ProfileRecord record = files.asTheyAre(List.of(example("java/cpu-00000.pb.gz"))).getFirst();
    assertThat(record.headers())
        .containsOnly(
            Map.entry("content-type", "application/x-pprof"),
            Map.entry("labels", "{service_name=\"api\"}"));
  }

  @Test
  void aFilesNameTellsItsFormatWhenNothingElseDoes(@TempDir Path folder) throws IOException {
    ProfileFiles byName =
        new ProfileFiles(new LabelSet(Map.of()), null, (file, reason) -> failures.add(reason));
    Map<String, String> types =
        Map.of(
            "a.jfr", "application/x-jfr",
            "a.jfr.gz", "application/x-jfr",
            "a.folded", "text/x-folded",
            "a.b.Collapsed.zst", "text/x-folded",
            "a.pb.gz", "application/x-pprof",
            "jfr", "application/x-pprof",
            "pprof", "application/x-pprof");
    for (Map.Entry<String, String> type : types.entrySet()) {
      Path file = Files.writeString(folder.resolve(type.getKey()), "x");
      ProfileRecord record = byName.asTheyAre(List.of(file)).getFirst();
      assertThat(record.headers()).containsEntry("content-type", type.getValue());
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void aFileThatCanNotBeSentIsToldAndTheOthersGoOn(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "no profile at all");
    List<Path> all = List.of(folder.resolve("missing"), text, example("java/cpu-00000.pb.gz"));
    assertThat(files.retimed(all, NOW)).hasSize(1);
    assertThat(failures)
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).isEqualTo("missing: there is no such file"))
        .anySatisfy(line -> assertThat(line).startsWith("text: its time can't be read"));
  }

  private static long time(Path file) throws IOException {
    return PprofTime.read(Files.readAllBytes(file));
  }

  private static Path example(String name) {
    return Checkout.current().exampleProfiles().resolve(name);
  }
}
