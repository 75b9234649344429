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

  private static final String CHECKSUM =
      "SELECT count(*), sum(value), to_hex(checksum(stack_id)), to_hex(checksum(time)) FROM"
          + " profiles.samples"
          + " WHERE service_name = '%s'".formatted(SERVICE);

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
    List<List<Object>> before = stack.query(CHECKSUM);
    assertThat(run("compact", "--once", "--dry-run", "--set=compaction.seal-delay=0s").out())
        .contains("samples:");
    // The compaction job may be at work on a table just then.
    await().atMost(Duration.ofMinutes(2)).until(() -> compact().status() == 0);
    assertThat(stack.query(CHECKSUM)).hasToString(before.toString());
    assertThat(
            stack.number(
                "SELECT count(*) FROM profiles.maintenance"
                    + " WHERE table_name = 'samples' AND action = 'compact' AND outcome = 'done'"))
        .isPositive();
    CommandProcess.Result tables = run("tables");
    assertThat(tables.status()).as(tables.err()).isZero();
    assertThat(tables.out()).containsPattern("(?m)^samples +[1-9]").contains("maintenance ");
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
