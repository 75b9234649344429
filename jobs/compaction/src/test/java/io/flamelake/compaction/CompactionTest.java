package io.flamelake.compaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.catalog.Tables;
import io.flamelake.compaction.testing.TestFiles;
import io.flamelake.compaction.testing.TestLake;
import io.flamelake.compaction.testing.TestRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class CompactionTest {
  private static final Map<String, String> AT_ONCE =
      Map.of(
          "compaction.seal-delay", "0 s",
          "compaction.merge-delay", "0 s",
          // It would be told in the history, which is one of the tables.
          "orphans.remove", "false");

  @SuppressWarnings("unused") // by JUnit
  private static final List<TableDefinition> TABLES = Tables.ALL;

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @ParameterizedTest
  @FieldSource("TABLES")
  void everyTableKeepsItsRowsInFewSortedFiles(TableDefinition definition) throws IOException {
    try (TestLake lake = new TestLake(folder)) {
      Table table = lake.table(definition);
      TestRows rows = new TestRows(1);
      for (int file = 0; file < 5; file++) {
        new TestFiles(table).append(rows.some(table, 200));
      }
      List<Record> before = lake.rows(definition);
      assertThat(before).hasSize(1000);
      assertThat(compact(lake)).as(out.toString(UTF_8)).isZero();
      assertThat(lake.rows(definition)).containsExactlyInAnyOrderElementsOf(before);
      table.refresh();
      try (CloseableIterable<FileScanTask> files = table.newScan().planFiles()) {
        assertThat(files)
            .hasSizeLessThanOrEqualTo(4)
            .allMatch(task -> task.file().sortOrderId() == table.sortOrder().orderId())
            .allMatch(task -> task.deletes().isEmpty());
      }
    }
  }

  @Test
  void aSecondRunFindsNothingToDo() throws IOException {
    try (TestLake lake = new TestLake(folder)) {
      Table table = lake.table(Tables.ALL.get(0));
      new TestFiles(table).append(new TestRows(1).some(table, 100));
      assertThat(compact(lake)).isZero();
      table.refresh();
      long snapshot = table.currentSnapshot().snapshotId();
      assertThat(compact(lake)).isZero();
      table.refresh();
      assertThat(table.currentSnapshot().snapshotId()).isEqualTo(snapshot);
    }
  }

  @Test
  void filesThatOnlyOldSnapshotsNeedAreDeletedWithThem() throws IOException {
    try (TestLake lake = new TestLake(folder)) {
      Table table = lake.table(SamplesTable.DEFINITION);
      new TestFiles(table).append(new TestRows(1).some(table, 300));
      List<Record> rows = lake.rows(SamplesTable.DEFINITION);
      long first = table.currentSnapshot().snapshotId();
      assertThat(compact(lake)).isZero();
      assertThat(IcebergGenerics.read(table).useSnapshot(first).build()).hasSize(300);
      table.updateProperties().set(TableProperties.MAX_SNAPSHOT_AGE_MS, "0").commit();
      assertThat(compact(lake)).isZero();
      table.refresh();
      assertThat(table.snapshots()).hasSize(1);
      // Two of the append, two sorted ones; what the newest snapshot replaced goes with that one.
      try (Stream<Path> files = Files.walk(folder.resolve("warehouse/profiles/samples"))) {
        assertThat(files.filter(file -> file.toString().endsWith(".parquet"))).hasSizeLessThan(4);
      }
      assertThat(lake.rows(SamplesTable.DEFINITION)).containsExactlyInAnyOrderElementsOf(rows);
    }
  }

  private int compact(TestLake lake) {
    PrintStream print = new PrintStream(out, true, UTF_8);
    return CompactOnce.run(print, print, step -> {}, lake.arguments(AT_ONCE));
  }
}
