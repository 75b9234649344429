package io.flamelake.stacks.testing;

import io.flamelake.catalog.CatalogOptions;
import io.flamelake.catalog.LakeCatalog;
import io.flamelake.catalog.TableDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** A lake of real Iceberg tables in a folder, its catalog in SQLite. */
public final class LocalLake implements AutoCloseable {
  private final Map<String, String> configuration;
  private final LakeCatalog catalog;

  /** Makes one with all tables in an empty folder. */
  public LocalLake(Path folder) {
    configuration =
        Map.of(
            "catalog.type", "jdbc",
            "catalog.uri", "jdbc:sqlite:" + folder.resolve("catalog.db") + "?busy_timeout=30000",
            "catalog.warehouse", "local:///warehouse",
            "catalog.io-impl", "io.flamelake.catalog.LocalFileIO",
            "catalog.local.root", folder.toString(),
            "tables.buckets", "2");
    catalog = LakeCatalog.open(CatalogOptions.from(configuration));
    catalog.createOrCheckTables(2);
  }

  /** Keys and values for a job that writes into it. */
  public Map<String, String> configuration(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(configuration);
    all.putAll(more);
    return all;
  }

  /** All rows of a table. */
  public List<Record> rows(TableDefinition definition) throws IOException {
    Table table = catalog.table(definition);
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
      // A reader may hand out one record again and again.
      records.forEach(record -> rows.add(record.copy()));
    }
    return rows;
  }

  /** The table itself. */
  public Table table(TableDefinition definition) {
    return catalog.table(definition);
  }

  @Override
  public void close() {
    catalog.close();
  }
}
