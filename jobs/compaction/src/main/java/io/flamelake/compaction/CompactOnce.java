package io.flamelake.compaction;

import io.flamelake.catalog.Configurations;
import io.flamelake.catalog.LakeCatalog;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.maintenance.History;
import io.flamelake.compaction.maintenance.Maintainer;
import io.flamelake.compaction.maintenance.TableSummary;
import io.flamelake.compaction.rewrite.Step;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;

/**
 * Does once what there is to do to the tables, and ends: {@code CompactOnce --config FILE --key
 * value}; the keys are those of {@code CompactionOptions} and {@code catalog.*}. Exit status: 0
 * when all was done, 1 when something was not, which is told in its table's line, 2 when the
 * configuration is wrong.
 */
public final class CompactOnce {
  private CompactOnce() {}

  /** Runs it. Where the process is asked to end, it undoes what it has not committed, and ends. */
  public static void main(String[] arguments) {
    Ending ending = new Ending();
    Runtime.getRuntime().addShutdownHook(new Thread(ending::begin));
    int status;
    try {
      status = run(System.out, System.err, Step.Listener.NONE, ending::check, arguments);
    } finally {
      ending.finish();
    }
    System.exit(status);
  }

  static int run(PrintStream out, PrintStream err, Step.Listener steps, String... arguments) {
    return run(out, err, steps, () -> {}, arguments);
  }

  private static int run(
      PrintStream out, PrintStream err, Step.Listener steps, Runnable goOn, String... arguments) {
    CompactionConfig config;
    try {
      config = CompactionConfig.from(Configurations.from(arguments));
    } catch (IllegalArgumentException e) {
      err.println("compact: " + e.getMessage());
      return 2;
    }
    try (LakeCatalog lake = LakeCatalog.open(config.catalog())) {
      Maintainer maintainer = new Maintainer(lake, config, Actions.all(), Clock.systemUTC(), steps);
      Summary summary = new Summary(out);
      if (config.dryRun()) {
        return plan(config, lake, maintainer, summary);
      }
      lake.createOrCheckTables(config.buckets());
      boolean failed = false;
      summary.printHeader();
      for (TableDefinition table : config.tables()) {
        TableSummary done = maintainer.run(table, goOn);
        summary.print(done);
        failed |= done.failed() | !isKept(new History(lake), done, summary);
      }
      return failed ? 1 : 0;
    } catch (IOException | RuntimeException e) {
      // Whatever the catalog's driver throws: the user sees one line and a status.
      err.println("compact: " + e.getMessage());
      return 1;
    }
  }

  private static int plan(
      CompactionConfig config, LakeCatalog lake, Maintainer maintainer, Summary summary)
      throws IOException {
    for (TableDefinition table : config.tables()) {
      if (lake.hasTable(table)) {
        summary.print(table.name(), maintainer.plan(table));
      }
    }
    return 0;
  }

  /** Other tables are done also where the history can't be written. */
  private static boolean isKept(History history, TableSummary done, Summary summary) {
    try {
      history.add(done.entries());
      return true;
    } catch (IOException | RuntimeException e) {
      summary.printNotKept(done.name(), e.getMessage());
      return false;
    }
  }
}
