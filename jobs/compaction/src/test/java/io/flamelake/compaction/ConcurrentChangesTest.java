package io.flamelake.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.lock.TableLock;
import io.flamelake.compaction.maintenance.Maintainer;
import io.flamelake.compaction.maintenance.TableSummary;
import io.flamelake.compaction.plan.TableFiles;
import io.flamelake.compaction.rewrite.Step;
import io.flamelake.compaction.testing.Change;
import io.flamelake.compaction.testing.LakeTest;
import io.flamelake.compaction.testing.TestFiles;
import io.flamelake.compaction.testing.TestRows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.Test;

/** What others commit while files are being rewritten. */
class ConcurrentChangesTest extends LakeTest {
  private static final String[] KEY = {"day", "service_name", "stack_id"};

  private final TestRows rows = new TestRows(11);

  @Test
  void rowsThatArriveMeanwhileStay() throws IOException {
    Table table = lake().table(SamplesTable.DEFINITION);
    List<Record> first = rows.some(table, 300);
    List<Record> second = rows.some(table, 100);
    new TestFiles(table).append(first);
    TableSummary done = compact(SamplesTable.DEFINITION, Step.BEFORE_COMMIT, () -> append(second));
    assertThat(done.failure()).isEmpty();
    assertThat(lake().rows(SamplesTable.DEFINITION))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(first.stream(), second.stream()).toList());
  }

  @Test
  void rowsThatAreReplacedMeanwhileAreReplacedInTheNewFilesToo() throws IOException {
    Table table = lake().table(StacksTable.DEFINITION);
    List<Record> first = distinct(rows.some(table, 60));
    List<Record> second = distinct(rows.some(table, 40));
    new TestFiles(table).append(first);
    TableSummary done =
        compact(
            StacksTable.DEFINITION,
            Step.BEFORE_COMMIT,
            () -> new TestFiles(lake().table(StacksTable.DEFINITION)).upsert(second, KEY));
    assertThat(done.failure()).isEmpty();
    Set<List<Object>> replaced = second.stream().map(this::key).collect(Collectors.toSet());
    assertThat(replaced).containsAnyElementsOf(first.stream().map(this::key).toList());
    assertThat(lake().rows(StacksTable.DEFINITION))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    first.stream().filter(row -> !replaced.contains(key(row))), second.stream())
                .toList());
    compact(StacksTable.DEFINITION, Step.READ, () -> {});
    assertThat(files(StacksTable.DEFINITION)).allMatch(task -> task.deletes().isEmpty());
    assertThat(TableFiles.read(lake().table(StacksTable.DEFINITION)).idleDeletes()).isEmpty();
    assertThat(lake().rows(StacksTable.DEFINITION)).hasSize(rowsIn(StacksTable.DEFINITION));
  }

  @Test
  void rowsThatAreDeletedByPlaceMeanwhileMakeItPlanAnew() throws IOException {
    Table table = lake().table(StacksTable.DEFINITION);
    new TestFiles(table).append(rows.some(table, 60));
    FileScanTask deleted = files(StacksTable.DEFINITION).get(0);
    TableSummary done =
        compact(
            StacksTable.DEFINITION,
            Step.VERIFIED,
            () -> new TestFiles(table).deletePositions(deleted.file(), List.of(0L, 1L)));
    assertThat(done.failure()).isEmpty();
    assertThat(done.counts().rowsRemoved()).isEqualTo(2);
    assertThat(lake().rows(StacksTable.DEFINITION)).hasSize(58);
    assertThat(rowsIn(StacksTable.DEFINITION)).isEqualTo(58);
  }

  @Test
  void filesThatWereGivenUpAreDeletedAndOtherPartitionsAreDone() throws IOException {
    Table table = lake().table(SamplesTable.DEFINITION);
    new TestFiles(table).append(rows.some(table, 300));
    List<Record> all = lake().rows(SamplesTable.DEFINITION);
    Set<Path> before = dataFiles();
    TableSummary done =
        compact(
            SamplesTable.DEFINITION,
            Step.VERIFIED,
            () -> {
              throw new IOException("the disk is gone");
            });
    assertThat(done.failure()).contains("time_day=2026-11-20").contains("the disk is gone");
    assertThat(done.counts().filesAfter()).isOne();
    assertThat(dataFiles()).hasSize(before.size() + 1);
    assertThat(lake().rows(SamplesTable.DEFINITION)).containsExactlyInAnyOrderElementsOf(all);
    assertThat(table.properties()).doesNotContainKey("flamelake.compaction.lock");
  }

  @Test
  void nothingIsDoneToATableThatIsLocked() throws IOException {
    Table table = lake().table(SamplesTable.DEFINITION);
    new TestFiles(table).append(rows.some(table, 10));
    long snapshot = table.currentSnapshot().snapshotId();
    try (TableLock held =
        TableLock.take(table, "other", Duration.ofMinutes(1), Clock.systemUTC())) {
      held.keep();
      TableSummary done = compact(SamplesTable.DEFINITION, Step.READ, () -> {});
      assertThat(done.failure()).startsWith("other holds the lock until ");
    }
    table.refresh();
    assertThat(table.currentSnapshot().snapshotId()).isEqualTo(snapshot);
  }

  private TableSummary compact(TableDefinition definition, Step at, Change change) {
    CompactionConfig config =
        CompactionConfig.from(
            lake()
                .configuration(
                    Map.of("compaction.seal-delay", "0 s", "compaction.merge-delay", "0 s")));
    return new Maintainer(lake().catalog(), config, Actions.all(), Clock.systemUTC(), change.at(at))
        .run(definition);
  }

  private void append(List<Record> more) throws IOException {
    new TestFiles(lake().table(SamplesTable.DEFINITION)).append(more);
  }

  private int rowsIn(TableDefinition definition) {
    return files(definition).stream().mapToInt(task -> (int) task.file().recordCount()).sum();
  }

  private List<Record> distinct(List<Record> some) {
    Set<List<Object>> keys = new HashSet<>();
    return some.stream().filter(row -> keys.add(key(row))).toList();
  }

  private List<Object> key(Record row) {
    return List.of(row.getField(KEY[0]), row.getField(KEY[1]), row.getField(KEY[2]));
  }
}
