package io.flamelake.compaction;

import io.flamelake.catalog.Configurations;
import io.flamelake.catalog.LakeCatalog;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.deletion.Deletions;
import io.flamelake.compaction.deletion.Deletions.Told;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Prints the deletion requests and what became of them: {@code ShowDeletions --config FILE --key
 * value}, with the keys of {@link CompactOnce}. Exit status: 0 when all was shown, 1 when the
 * catalog can't be reached, 2 when the configuration is wrong.
 */
public final class ShowDeletions {
  private static final String LINE = "%-36s %-20s %-8s %12s  %s%n";

  private ShowDeletions() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, Clock.systemUTC(), arguments));
  }

  static int run(PrintStream out, PrintStream err, Clock clock, String... arguments) {
    CompactionConfig config;
    try {
      config = CompactionConfig.from(Configurations.from(arguments));
    } catch (IllegalArgumentException e) {
      err.println("deletions: " + e.getMessage());
      return 2;
    }
    try (LakeCatalog lake = LakeCatalog.open(config.catalog())) {
      out.printf(Locale.ROOT, LINE, "request", "made", "state", "rows", "what");
      new Deletions(lake, config).list(clock.instant()).forEach(told -> print(out, told));
      return 0;
    } catch (IOException | RuntimeException e) {
      // Whatever the catalog's driver throws: the user sees one line and a status.
      err.println("deletions: " + e.getMessage());
      return 1;
    }
  }

  private static void print(PrintStream out, Told told) {
    String from = told.from() == null ? "" : " from " + told.from();
    out.printf(
        Locale.ROOT,
        LINE,
        told.id(),
        told.requestedAt().truncatedTo(ChronoUnit.SECONDS),
        told.state(),
        told.rows(),
        told.matchers() + from + " to " + told.to());
    if (!told.message().isEmpty()) {
      out.printf("  %s%n", told.message());
    }
  }
}
