package io.flamelake.ingest;

import io.flamelake.catalog.CatalogOptions;
import io.flamelake.catalog.TableDefinition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.flink.sink.IcebergSink;

/** Sinks into Iceberg: files are committed by the checkpoint that they belong to. */
final class IcebergTables implements TableSinks {
  private final CatalogOptions catalog;

  IcebergTables(CatalogOptions catalog) {
    this.catalog = catalog;
  }

  @Override
  public void write(DataStream<RowData> rows, TableDefinition table) {
    TableIdentifier name = TableIdentifier.of(catalog.namespace(), table.name());
    IcebergSink.forRowData(rows)
        .tableLoader(TableLoader.fromCatalog(catalog.loader(), name))
        // Rows stay where they are: a shuffle of each would cost more than the files it saves.
        .distributionMode(DistributionMode.NONE)
        .uidSuffix(table.name())
        .append();
  }
}
