package io.flamelake.benchmarks;

import io.flamelake.catalog.SamplesTable;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.inmemory.InMemoryCatalog;

/** The table {@code samples} with its own spec and properties, whose files are kept in memory. */
final class SamplesInMemory {
  private static final int BUCKETS = 8;

  private SamplesInMemory() {}

  static Table create(InMemoryCatalog catalog) {
    catalog.initialize("bench", Map.of());
    catalog.createNamespace(Namespace.of("profiles"));
    return catalog
        .buildTable(TableIdentifier.of("profiles", "samples"), SamplesTable.DEFINITION.schema())
        .withPartitionSpec(SamplesTable.DEFINITION.spec(BUCKETS))
        .withProperties(SamplesTable.DEFINITION.properties())
        .create();
  }
}
