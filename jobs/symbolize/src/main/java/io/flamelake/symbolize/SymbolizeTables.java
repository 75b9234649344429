package io.flamelake.symbolize;

import io.flamelake.catalog.CatalogOptions;
import io.flamelake.catalog.RejectsTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.flink.sink.IcebergSink;

/** Where rows go: files are committed by the checkpoint that they belong to. */
final class SymbolizeTables {
  private static final List<String> STACK_KEY = List.of("day", "service_name", "stack_id");

  private final CatalogOptions catalog;

  SymbolizeTables(CatalogOptions catalog) {
    this.catalog = catalog;
  }

  /**
   * Writes changes of stacks, which are keyed by stack. The rows of a stack go to one writer, in
   * their order: it finds what it deletes of what it wrote itself since the last checkpoint, and of
   * older files by the key.
   */
  void writeStacks(DataStream<RowData> changes) {
    StacksSink.append(
        changes,
        table(StacksTable.DEFINITION),
        STACK_KEY,
        rows -> sink(rows, StacksTable.DEFINITION).equalityFieldColumns(STACK_KEY));
  }

  void writeRejects(DataStream<RowData> rows) {
    sink(rows, RejectsTable.DEFINITION).append();
  }

  private IcebergSink.Builder sink(DataStream<RowData> rows, TableDefinition table) {
    return IcebergSink.forRowData(rows)
        .tableLoader(loader(table))
        .distributionMode(DistributionMode.NONE)
        .uidSuffix(table.name());
  }

  private Table table(TableDefinition table) {
    try (TableLoader loader = loader(table)) {
      loader.open();
      return loader.loadTable();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TableLoader loader(TableDefinition table) {
    return TableLoader.fromCatalog(
        catalog.loader(), TableIdentifier.of(catalog.namespace(), table.name()));
  }
}
