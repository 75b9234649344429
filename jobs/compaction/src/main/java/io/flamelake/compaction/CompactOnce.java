package io.flamelake.compaction;

import io.flamelake.catalog.Configurations;
import io.flamelake.catalog.LakeCatalog;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.rewrite.Step;
import java.io.PrintStream;
import java.time.Clock;

/**
 * Compacts the tables once and ends: {@code CompactOnce --config FILE --key value}; the keys are
 * those of {@code CompactionOptions} and {@code catalog.*}. Exit status: 0 when all was done, 1
 * when something was not, which is told in its table's line, 2 when the configuration is wrong.
 */
public final class CompactOnce {
  private CompactOnce() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, Step.Listener.NONE, arguments));
  }

  static int run(PrintStream out, PrintStream err, Step.Listener steps, String... arguments) {
    CompactionConfig config;
    try {
      config = CompactionConfig.from(Configurations.from(arguments));
    } catch (IllegalArgumentException e) {
      err.println("compact: " + e.getMessage());
      return 2;
    }
    try (LakeCatalog lake = LakeCatalog.open(config.catalog())) {
      TableCompactor compactor = new TableCompactor(lake, config, Clock.systemUTC(), steps);
      Summary summary = new Summary(out);
      return config.dryRun() ? plan(config, compactor, summary) : run(config, compactor, summary);
    } catch (RuntimeException e) {
      // Whatever the catalog's driver throws: the user sees one line and a status.
      err.println("compact: " + e.getMessage());
      return 1;
    }
  }

  private static int plan(CompactionConfig config, TableCompactor compactor, Summary summary) {
    for (TableDefinition table : config.tables()) {
      summary.print(table.name(), compactor.plan(table));
    }
    return 0;
  }

  private static int run(CompactionConfig config, TableCompactor compactor, Summary summary) {
    boolean failed = false;
    summary.printHeader();
    for (TableDefinition table : config.tables()) {
      TableSummary done = compactor.compact(table);
      summary.print(done);
      failed |= done.failed();
    }
    return failed ? 1 : 0;
  }
}
