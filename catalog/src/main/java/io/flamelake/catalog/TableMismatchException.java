package io.flamelake.catalog;

import java.util.List;

/** A table stands in the catalog that is not the one this version writes and reads. */
public final class TableMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TableMismatchException(String table, List<String> differences) {
    super(
        "Table %s is not the one this version uses: %s. Migrate it, or choose another namespace (catalog.namespace)."
            .formatted(table, String.join("; ", differences)));
  }
}
