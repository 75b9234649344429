package io.flamelake.compaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.SamplesTable;
import io.flamelake.compaction.lock.TableLock;
import io.flamelake.compaction.rewrite.Step;
import io.flamelake.compaction.testing.TestFiles;
import io.flamelake.compaction.testing.TestLake;
import io.flamelake.compaction.testing.TestRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users of the two programs see. */
class ProgramsTest {
  private static final Map<String, String> AT_ONCE = Map.of("compaction.seal-delay", "0 s");

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aDryRunTellsThePlanAndChangesNothing() throws IOException {
    try (TestLake lake = new TestLake(folder)) {
      Table table = lake.table(SamplesTable.DEFINITION);
      new TestFiles(table).append(new TestRows(1).some(table, 50));
      long snapshot = table.currentSnapshot().snapshotId();
      Map<String, String> dryRun =
          Map.of("compaction.seal-delay", "0 s", "compaction.dry-run", "true");
      assertThat(compact(lake.arguments(dryRun))).isZero();
      assertThat(out.toString(UTF_8))
          .contains("samples:\n  compact: time_day=2026-11-20/service_name_bucket=0: 1 files, ")
          .contains("stacks: nothing to do");
      table.refresh();
      assertThat(table.currentSnapshot().snapshotId()).isEqualTo(snapshot);
    }
  }

  @Test
  void aTableThatIsNotDoneIsTold() throws IOException {
    try (TestLake lake = new TestLake(folder)) {
      Table table = lake.table(SamplesTable.DEFINITION);
      new TestFiles(table).append(new TestRows(1).some(table, 50));
      TableLock.take(table, "somebody", Duration.ofMinutes(1), Clock.systemUTC());
      assertThat(compact(lake.arguments(AT_ONCE))).isOne();
      assertThat(out.toString(UTF_8))
          .contains("samples is not done: somebody holds the lock until ");
    }
  }

  @Test
  void aWrongKeyIsOneLine() {
    assertThat(compact("--compaction.hurry", "yes")).isEqualTo(2);
    assertThat(err.toString(UTF_8).lines()).singleElement().asString().contains("compaction.hurry");
  }

  @Test
  void filesOfTheTablesAreShown() throws IOException {
    try (TestLake lake = new TestLake(folder)) {
      Table table = lake.table(SamplesTable.DEFINITION);
      new TestFiles(table).append(new TestRows(1).some(table, 50));
      assertThat(show(lake))
          .containsPattern("samples +2 +\\d+ +50 +[\\d.]+ +0 +100% +0 2026-11-20");
      assertThat(compact(lake.arguments(AT_ONCE))).isZero();
      assertThat(show(lake))
          .containsPattern("samples +2 +\\d+ +50 +[\\d.]+ +2 +100% +0 2026-11-20");
      assertThat(out.toString(UTF_8)).containsPattern("rejects +0 +0 +0 +0.00 +0 +0% +0 +-");
    }
  }

  private String show(TestLake lake) {
    out.reset();
    PrintStream print = new PrintStream(out, true, UTF_8);
    assertThat(ShowTables.run(print, print, lake.arguments(Map.of()))).isZero();
    return out.toString(UTF_8);
  }

  private int compact(String... arguments) {
    return CompactOnce.run(
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8),
        Step.Listener.NONE,
        arguments);
  }
}
