package io.flamelake.compaction;

import io.flamelake.compaction.maintenance.Counts;
import io.flamelake.compaction.maintenance.TableSummary;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints plans and what was done, for people. */
final class Summary {
  private static final String LINE = "%-16s %7s %13s %7s %13s %11s %8s %8s %9s %8s%n";

  private final PrintStream out;

  Summary(PrintStream out) {
    this.out = out;
  }

  void print(String table, Map<String, List<String>> plans) {
    int parts = plans.values().stream().mapToInt(List::size).sum();
    out.printf(Locale.ROOT, "%s:%s%n", table, parts == 0 ? " nothing to do" : "");
    plans.forEach((action, lines) -> lines.forEach(line -> out.printf("  %s: %s%n", action, line)));
  }

  void printHeader() {
    out.printf(
        Locale.ROOT,
        LINE,
        "table",
        "files",
        "bytes",
        "become",
        "bytes",
        "rows",
        "deleted",
        "deletes",
        "snapshots",
        "ms");
  }

  void print(TableSummary table) {
    Counts counts = table.counts();
    out.printf(
        Locale.ROOT,
        LINE,
        table.name(),
        counts.filesBefore(),
        counts.bytesBefore(),
        counts.filesAfter(),
        counts.bytesAfter(),
        counts.rows(),
        counts.rowsRemoved(),
        counts.deleteFiles(),
        counts.snapshots(),
        table.millis());
    if (table.failed()) {
      out.printf("%s is not done: %s%n", table.name(), table.failure());
    }
  }

  void printNotKept(String table, String why) {
    out.printf("what was done to %s is not in the history: %s%n", table, why);
  }
}
