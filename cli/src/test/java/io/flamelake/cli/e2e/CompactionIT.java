package io.flamelake.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flamelake.cli.stack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables are compacted while the jobs run and other tests write them. */
class CompactionIT {
  private static final String SERVICE = "compaction-it";

  /** Of all columns, those among them that no row has: compacted files are without these. */
  private static final List<String> CHECKSUMS =
      List.of(
          "SELECT count(*), sum(value), to_hex(checksum(stack_id)), to_hex(checksum(time)),"
              + " to_hex(checksum(ROW(profile_type, series_id, span_id, trace_id))), count(span_id)"
              + " FROM profiles.samples WHERE service_name = '%s'",
          "SELECT count(*), to_hex(checksum(ROW(time, profile_type, profile_id, total, rate,"
              + " duration_nanos, period_type, period))) FROM profiles.profiles"
              + " WHERE service_name = '%s'",
          "SELECT count(*), to_hex(checksum(ROW(day, stack_id, frames, unresolved, build_ids)))"
              + " FROM profiles.stacks WHERE service_name = '%s'",
          "SELECT count(*), count(f.function), count(f.address), count_if(f.build_id IS NULL)"
              + " FROM profiles.stacks CROSS JOIN UNNEST(frames) AS f (function, system_name, file,"
              + " line, \"column\", start_line, mapping, build_id, address, kind, inlined)"
              + " WHERE service_name = '%s'");

  @TempDir static Path folder;
  private final StackFixture stack = StackFixture.shared();

  @Test
  void compactedTablesGiveTheSameAnswers() throws Exception {
    for (int commit = 1; commit <= 2; commit++) {
      push();
      stack.awaitNumber(
          "SELECT count(*) FROM profiles.profiles WHERE service_name = '%s'".formatted(SERVICE),
          commit);
    }
    List<Object> before = checksums();
    assertThat(run("compact", "--once", "--dry-run", "--set=compaction.seal-delay=0s").out())
        .contains("samples:");
    // The compaction job may be at work on a table just then.
    await().atMost(Duration.ofMinutes(2)).until(() -> compact().status() == 0);
    assertThat(checksums()).hasToString(before.toString());
    assertThat(
            stack.number(
                "SELECT count(*) FROM profiles.maintenance"
                    + " WHERE table_name = 'samples' AND action = 'compact' AND outcome = 'done'"))
        .isPositive();
    CommandProcess.Result tables = run("tables");
    assertThat(tables.status()).as(tables.err()).isZero();
    assertThat(tables.out()).containsPattern("(?m)^samples +[1-9]").contains("maintenance ");
  }

  private List<Object> checksums() {
    return CHECKSUMS.stream().<Object>map(sql -> stack.query(sql.formatted(SERVICE))).toList();
  }

  private CommandProcess.Result compact() throws Exception {
    return run(
        "compact",
        "--once",
        "--table=samples",
        "--table=profiles",
        "--table=stacks",
        "--set=compaction.seal-delay=0s",
        "--set=compaction.merge-delay=0s");
  }

  private void push() throws Exception {
    byte[] pprof =
        Files.readAllBytes(Checkout.current().exampleProfiles().resolve("java/cpu-00000.pb.gz"));
    String labels = "{service_name=\"%s\"}".formatted(SERVICE);
    stack.pushPprof(Pprof.at(Instant.now(), pprof), labels).get();
  }

  private CommandProcess.Result run(String... arguments) throws IOException, InterruptedException {
    return CommandProcess.run(stack, folder, arguments);
  }
}
