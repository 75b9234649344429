package io.flamelake.ingest;

import io.flamelake.catalog.CatalogOptions;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.ingest.files.ProfileRows;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.sink.ProfileRowsSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.flink.sink.IcebergSink;

/** Sinks into Iceberg: files are committed by the checkpoint that they belong to. */
final class IcebergTables implements TableSinks {
  private static final String SINK = "-sink";

  private final CatalogOptions catalog;
  private final int maxOpenPartitions;

  IcebergTables(CatalogOptions catalog, int maxOpenPartitions) {
    this.catalog = catalog;
    this.maxOpenPartitions = maxOpenPartitions;
  }

  @Override
  public void writeProfiles(DataStream<SeriesProfile> profiles, ProfileRows table) {
    String name = table.definition().name() + SINK;
    profiles
        .sinkTo(ProfileRowsSink.of(table, loader(table.definition()), maxOpenPartitions))
        .uid(name)
        .name(name);
  }

  @Override
  public void write(DataStream<RowData> rows, TableDefinition table) {
    IcebergSink.forRowData(rows)
        .tableLoader(loader(table))
        // Rows stay where they are: a shuffle of each would cost more than the files it saves.
        .distributionMode(DistributionMode.NONE)
        .uidSuffix(table.name())
        .append();
  }

  private TableLoader loader(TableDefinition table) {
    return TableLoader.fromCatalog(
        catalog.loader(), TableIdentifier.of(catalog.namespace(), table.name()));
  }
}
