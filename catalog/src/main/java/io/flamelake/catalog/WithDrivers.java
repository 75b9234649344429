package io.flamelake.catalog;

import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.flink.CatalogLoader;

/**
 * Opens a catalog whose JDBC driver may be in a class loader of this job alone.
 *
 * @param loader opens the catalog
 */
record WithDrivers(CatalogLoader loader) implements CatalogLoader {
  private static final long serialVersionUID = 1L;

  @Override
  public Catalog loadCatalog() {
    JdbcDrivers.register();
    return loader.loadCatalog();
  }

  @Override
  public CatalogLoader clone() {
    return new WithDrivers(loader.clone());
  }
}
