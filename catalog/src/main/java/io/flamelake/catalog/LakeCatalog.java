package io.flamelake.catalog;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;

/** The catalog with the lake's tables in it. */
public final class LakeCatalog implements Closeable {
  private final Catalog catalog;
  private final Namespace namespace;

  private LakeCatalog(Catalog catalog, Namespace namespace) {
    this.catalog = catalog;
    this.namespace = namespace;
  }

  /**
   * Opens the catalog.
   *
   * @throws IllegalArgumentException if the options name no catalog that exists
   */
  public static LakeCatalog open(CatalogOptions options) {
    return new LakeCatalog(options.loader().loadCatalog(), options.namespace());
  }

  /** {@link #createOrCheckTables(List, int)} for all tables. */
  public List<String> createOrCheckTables(int buckets) {
    return createOrCheckTables(Tables.ALL, buckets);
  }

  /**
   * Creates the tables that are missing and checks the others. Safe to call again, and from several
   * places at once.
   *
   * @param tables those that the caller needs
   * @param buckets into how many buckets services are hashed, for tables that are created
   * @return the names of the tables that were created
   * @throws TableMismatchException if a table stands there that is not ours, naming the difference
   */
  public List<String> createOrCheckTables(List<TableDefinition> tables, int buckets) {
    createNamespace();
    return tables.stream()
        .filter(definition -> createOrCheck(definition, buckets))
        .map(TableDefinition::name)
        .toList();
  }

  /** Whether a table of the lake has been created. */
  public boolean hasTable(TableDefinition definition) {
    return catalog.tableExists(TableIdentifier.of(namespace, definition.name()));
  }

  /** Loads a table of the lake. */
  public Table table(TableDefinition definition) {
    return catalog.loadTable(TableIdentifier.of(namespace, definition.name()));
  }

  private boolean createOrCheck(TableDefinition definition, int buckets) {
    TableIdentifier name = TableIdentifier.of(namespace, definition.name());
    boolean created = !catalog.tableExists(name) && create(name, definition, buckets);
    List<String> differences = TableDifference.between(definition, catalog.loadTable(name));
    if (!differences.isEmpty()) {
      throw new TableMismatchException(name.toString(), differences);
    }
    return created;
  }

  private boolean create(TableIdentifier name, TableDefinition definition, int buckets) {
    try {
      catalog
          .buildTable(name, definition.schema())
          .withPartitionSpec(definition.spec(buckets))
          .withSortOrder(definition.sortOrder())
          .withProperties(definition.properties())
          .create();
      return true;
    } catch (AlreadyExistsException e) {
      return false;
    }
  }

  private void createNamespace() {
    if (catalog instanceof SupportsNamespaces namespaces
        && !namespaces.namespaceExists(namespace)) {
      try {
        namespaces.createNamespace(namespace, Map.of());
      } catch (AlreadyExistsException e) {
        // Somebody else was quicker, which is as good.
        return;
      }
    }
  }

  @Override
  public void close() {
    if (catalog instanceof Closeable closeable) {
      try {
        closeable.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
