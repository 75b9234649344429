package io.flamelake.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.flamelake.catalog.MaintenanceTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.compaction.job.ActionSource;
import io.flamelake.compaction.testing.RandomChanges;
import io.flamelake.compaction.testing.TestFiles;
import io.flamelake.compaction.testing.TestLake;
import io.flamelake.compaction.testing.TestRows;
import io.flamelake.compaction.testing.WaitingAction;
import io.flamelake.stacks.config.JobEnvironment;
import io.flamelake.stacks.testing.RunningJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The streaming job in Flink's mini cluster, with real tables that others write meanwhile. */
class CompactionMiniClusterTest {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final String COUNTER = "count-runs.flamelake.table.%s.%s";

  @TempDir private Path folder;
  private TestLake lake;

  @BeforeEach
  void open() throws IOException {
    lake = new TestLake(Files.createDirectory(folder.resolve("lake")));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void tablesAreCompactedAgainAndAgainWhileOthersWriteAndTheJobIsKilled() throws Exception {
    List<Record> samples = new ArrayList<>();
    RandomChanges stacks = new RandomChanges(lake, 3);
    try (RunningJob job = start(Map.of(), Actions::all)) {
      for (int round = 0; round < 4; round++) {
        for (int commit = 0; commit < 4; commit++) {
          samples.addAll(append(round * 4L + commit));
          stacks.change();
        }
        await().atMost(DEADLINE).until(() -> job.counter(counter("samples", "files_written")) > 0);
        job.killTaskManager();
      }
      await().atMost(DEADLINE).until(this::allIsSorted);
      await().atMost(DEADLINE).until(() -> job.counter(counter("stacks", "runs")) > 0);
    }
    assertThat(lake.rows(SamplesTable.DEFINITION)).containsExactlyInAnyOrderElementsOf(samples);
    assertThat(lake.rows(StacksTable.DEFINITION))
        .containsExactlyInAnyOrderElementsOf(stacks.model());
    assertThat(lake.rows(MaintenanceTable.DEFINITION))
        .extracting(row -> row.getField("table_name"), row -> row.getField("action"))
        .contains(tuple("samples", "compact"));
    assertThat(lake.table(SamplesTable.DEFINITION).properties())
        .doesNotContainKey("flamelake.compaction.lock");
  }

  @Test
  void aRunThatTakesLongHoldsUpNeitherCheckpointsNorASavepoint() throws Exception {
    append(1);
    Path savepoints = folder.resolve("savepoints");
    try (RunningJob job = start(Map.of(), () -> List.of(new WaitingAction()))) {
      await().atMost(DEADLINE).until(WaitingAction::isWaiting);
      long before = job.completedCheckpoints();
      await().atMost(DEADLINE).until(() -> job.completedCheckpoints() > before + 1);
      assertThat(WaitingAction.isWaiting()).isTrue();
      job.stop(savepoints);
      // Its end was asked for, and it gave the lock back.
      await().atMost(DEADLINE).until(() -> !WaitingAction.isWaiting());
    }
    assertThat(savepoints).isNotEmptyDirectory();
    await().atMost(DEADLINE).until(() -> !isLocked());
  }

  private RunningJob start(Map<String, String> more, ActionSource actions) throws Exception {
    Map<String, String> configuration =
        new HashMap<>(
            lake.configuration(
                Map.of(
                    "compaction.seal-delay", "0 s",
                    "compaction.merge-delay", "0 s",
                    "compaction.lock-ttl", "2 s",
                    "schedule.interval", "1 s")));
    configuration.putAll(more);
    return new RunningJob(
        JobEnvironment.settings(),
        folder.resolve("checkpoints"),
        environment -> new CompactionTopology(configuration, actions).define(environment));
  }

  private List<Record> append(long seed) throws IOException {
    Table table = lake.table(SamplesTable.DEFINITION);
    List<Record> some = new TestRows(seed).some(table, 50);
    new TestFiles(table).append(some);
    return some;
  }

  private boolean allIsSorted() {
    Table table = lake.table(SamplesTable.DEFINITION);
    return StreamSupport.stream(table.newScan().planFiles().spliterator(), false)
        .allMatch(task -> task.file().sortOrderId() == table.sortOrder().orderId());
  }

  private boolean isLocked() {
    return lake.table(SamplesTable.DEFINITION)
        .properties()
        .containsKey("flamelake.compaction.lock");
  }

  private static String counter(String table, String name) {
    return COUNTER.formatted(table, name);
  }
}
