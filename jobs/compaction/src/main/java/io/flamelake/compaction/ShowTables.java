package io.flamelake.compaction;

import io.flamelake.catalog.Configurations;
import io.flamelake.catalog.LakeCatalog;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.maintenance.TableLayout;
import io.flamelake.compaction.plan.TableFiles;
import io.flamelake.compaction.plan.TableStatus;
import java.io.PrintStream;
import java.util.Locale;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;

/**
 * Prints what files the tables have: {@code ShowTables --config FILE --key value}, with the keys of
 * {@link CompactOnce}. Exit status: 0 when all was shown, 1 when the catalog can't be reached, 2
 * when the configuration is wrong.
 */
public final class ShowTables {
  /** No file has it. */
  private static final int NO_ORDER = -1;

  private ShowTables() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, arguments));
  }

  static int run(PrintStream out, PrintStream err, String... arguments) {
    CompactionConfig config;
    try {
      config = CompactionConfig.from(Configurations.from(arguments));
    } catch (IllegalArgumentException e) {
      err.println("tables: " + e.getMessage());
      return 2;
    }
    try (LakeCatalog lake = LakeCatalog.open(config.catalog())) {
      out.printf(
          Locale.ROOT,
          "%-16s %7s %14s %12s %7s %7s %7s %8s %10s%n",
          "table",
          "files",
          "bytes",
          "rows",
          "B/row",
          "sorted",
          "small",
          "deletes",
          "oldest");
      for (TableDefinition definition : config.tables()) {
        if (lake.hasTable(definition)) {
          print(out, definition, status(lake.table(definition), definition, config));
        }
      }
      return 0;
    } catch (RuntimeException e) {
      // Whatever the catalog's driver throws: the user sees one line and a status.
      err.println("tables: " + e.getMessage());
      return 1;
    }
  }

  private static TableStatus status(
      Table table, TableDefinition definition, CompactionConfig config) {
    int order = TableLayout.find(definition, table).map(SortOrder::orderId).orElse(NO_ORDER);
    return TableStatus.of(TableFiles.read(table), order, config.rules());
  }

  private static void print(PrintStream out, TableDefinition definition, TableStatus status) {
    out.printf(
        Locale.ROOT,
        "%-16s %7d %14d %12d %7.2f %7d %6.0f%% %8d %10s%n",
        definition.name(),
        status.files(),
        status.bytes(),
        status.rows(),
        status.rows() == 0 ? 0.0 : (double) status.bytes() / status.rows(),
        status.sortedFiles(),
        status.files() == 0 ? 0.0 : 100.0 * status.smallFiles() / status.files(),
        status.deleteFiles(),
        status.oldest().isEmpty() ? "-" : status.oldest());
  }
}
