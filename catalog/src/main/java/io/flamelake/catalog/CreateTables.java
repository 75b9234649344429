package io.flamelake.catalog;

import java.util.List;
import java.util.Map;

/**
 * Creates the tables that are missing and checks the others: {@code CreateTables --config FILE
 * --catalog.KEY VALUE --tables.buckets N}. Exit status: 0 when all tables are right, 1 when the
 * catalog can't be reached or a table differs, 2 when the configuration is wrong.
 */
public final class CreateTables {
  static final String BUCKETS = "tables.buckets";

  private CreateTables() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    Map<String, String> configuration;
    CatalogOptions options;
    int buckets;
    try {
      configuration = Configurations.from(arguments);
      options = CatalogOptions.from(configuration);
      buckets = buckets(configuration);
    } catch (IllegalArgumentException e) {
      System.err.println("create-tables: " + e.getMessage());
      return 2;
    }
    try (LakeCatalog lake = LakeCatalog.open(options)) {
      List<String> created = lake.createOrCheckTables(buckets);
      System.out.printf(
          "%s.%s: %s%n",
          options.name(),
          options.namespaceName(),
          created.isEmpty() ? "all tables are there" : "created " + String.join(", ", created));
      return 0;
    } catch (RuntimeException e) {
      // Whatever the catalog's driver throws: the user sees one line and a status.
      System.err.println("create-tables: " + e.getMessage());
      return 1;
    }
  }

  /**
   * How many buckets services are hashed into.
   *
   * @throws IllegalArgumentException if it is no number from 1 to 1024
   */
  public static int buckets(Map<String, String> configuration) {
    String text = configuration.getOrDefault(BUCKETS, Integer.toString(Tables.DEFAULT_BUCKETS));
    try {
      int buckets = Integer.parseInt(text);
      if (buckets >= 1 && buckets <= 1024) {
        return buckets;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one error for all wrong values.
    }
    throw new IllegalArgumentException(
        "%s is '%s', but must be a number from 1 to 1024".formatted(BUCKETS, text));
  }
}
