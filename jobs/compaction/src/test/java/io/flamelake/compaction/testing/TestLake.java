package io.flamelake.compaction.testing;

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
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** Real Iceberg tables in a folder, their catalog in SQLite. */
public final class TestLake implements AutoCloseable {
  private final Map<String, String> configuration;
  private final LakeCatalog catalog;

  /**
   * Opens the one in a folder, or makes it. What its catalog writes would survive the end of any
   * process, if not of the machine.
   */
  public TestLake(Path folder) {
    configuration =
        Map.of(
            "catalog.type",
            "jdbc",
            "catalog.uri",
            "jdbc:sqlite:" + folder.resolve("catalog.db") + "?busy_timeout=30000&synchronous=OFF",
            "catalog.warehouse",
            "local:///warehouse",
            "catalog.io-impl",
            "io.flamelake.catalog.LocalFileIO",
            "catalog.local.root",
            folder.toString(),
            "compaction.sort-folder",
            folder.resolve("sort").toString());
    catalog = LakeCatalog.open(CatalogOptions.from(configuration));
    catalog.createOrCheckTables(2);
  }

  /** Keys and values for a compactor. */
  public Map<String, String> configuration(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(configuration);
    all.putAll(more);
    return all;
  }

  /** The same as a command's arguments. */
  public String[] arguments(Map<String, String> more) {
    List<String> arguments = new ArrayList<>();
    configuration(more).forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
    return arguments.toArray(String[]::new);
  }

  public LakeCatalog catalog() {
    return catalog;
  }

  public Table table(TableDefinition definition) {
    return catalog.table(definition);
  }

  /** All rows that a reader sees. */
  public List<Record> rows(TableDefinition definition) throws IOException {
    Table table = table(definition);
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
      for (Record record : records) {
        // A reader may hand out one record again and again, and add columns of its own to it.
        Record row = GenericRecord.create(table.schema());
        for (int place = 0; place < row.size(); place++) {
          row.set(place, record.copy().get(place));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  @Override
  public void close() {
    catalog.close();
  }
}
