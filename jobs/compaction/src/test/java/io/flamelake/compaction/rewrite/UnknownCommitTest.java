package io.flamelake.compaction.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.catalog.SeriesTable;
import io.flamelake.compaction.plan.Plan;
import io.flamelake.compaction.plan.Planner;
import io.flamelake.compaction.plan.Rules;
import io.flamelake.compaction.plan.TableFiles;
import io.flamelake.compaction.sort.RowOrder;
import io.flamelake.compaction.testing.TestFiles;
import io.flamelake.compaction.testing.TestLake;
import io.flamelake.compaction.testing.TestRows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Catalogs whose connection breaks in the middle of a commit. */
class UnknownCommitTest {
  @TempDir private Path folder;

  /** Of a real table; the commit breaks. */
  private record Breaking(TableOperations operations, boolean done) implements TableOperations {
    @Override
    public TableMetadata current() {
      return operations.current();
    }

    @Override
    public TableMetadata refresh() {
      return operations.refresh();
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      if (done) {
        operations.commit(base, metadata);
      }
      throw new IllegalStateException("the connection is gone");
    }

    @Override
    public FileIO io() {
      return operations.io();
    }

    @Override
    public String metadataFileLocation(String name) {
      return operations.metadataFileLocation(name);
    }

    @Override
    public LocationProvider locationProvider() {
      return LocationProviders.locationsFor(current().location(), current().properties());
    }
  }

  @Test
  void aCommitThatWasDoneAllTheSameIsTaken() throws IOException {
    try (TestLake lake = new TestLake(folder)) {
      Table table = filled(lake);
      List<Record> rows = lake.rows(SeriesTable.DEFINITION);
      assertThat(rewrite(table, true).committed()).isTrue();
      assertThat(lake.rows(SeriesTable.DEFINITION)).containsExactlyInAnyOrderElementsOf(rows);
    }
  }

  @Test
  void filesStayWhereNobodyCanTell() throws IOException {
    try (TestLake lake = new TestLake(folder)) {
      Table table = filled(lake);
      List<Record> rows = lake.rows(SeriesTable.DEFINITION);
      assertThatThrownBy(() -> rewrite(table, false))
          .isInstanceOf(CommitUnknownException.class)
          .hasMessageContaining("its files are kept");
      assertThat(lake.rows(SeriesTable.DEFINITION)).containsExactlyInAnyOrderElementsOf(rows);
    }
  }

  private static Table filled(TestLake lake) throws IOException {
    Table table = lake.table(SeriesTable.DEFINITION);
    new TestFiles(table).append(new TestRows(1).some(table, 100));
    return table;
  }

  private RewriteResult rewrite(Table real, boolean done) throws IOException {
    TableOperations operations = ((HasTableOperations) real).operations();
    Table table = new BaseTable(new Breaking(operations, done), real.name());
    Rules rules = new Rules(Duration.ZERO, Duration.ZERO, 1, 1, 1 << 20, 1 << 30);
    Plan plan =
        new Planner(rules, table.sortOrder().orderId())
            .plan(TableFiles.read(table), System.currentTimeMillis());
    Layout layout =
        new Layout(
            RowOrder.by("service_name", "series_id"),
            table.sortOrder(),
            new FileRules(1 << 20, 1 << 20));
    return new GroupRewriter(
            table,
            layout,
            new WorkSpace(folder.resolve("sort"), 8 << 20, 8 << 20),
            Step.Listener.NONE)
        .rewrite(plan, plan.groups().get(0), () -> {});
  }
}
