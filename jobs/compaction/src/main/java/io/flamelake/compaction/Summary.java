package io.flamelake.compaction;

import io.flamelake.compaction.plan.FileGroup;
import io.flamelake.compaction.plan.Plan;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/** Prints plans and what was done, for people. */
final class Summary {
  private static final String LINE = "%-9s %7s %13s %7s %13s %11s %8s %8s %9s %8s%n";

  private final PrintStream out;

  Summary(PrintStream out) {
    this.out = out;
  }

  void print(String table, Optional<Plan> plan) {
    int groups = plan.map(p -> p.groups().size()).orElse(0);
    int deletes = plan.map(p -> p.idleDeletes().size()).orElse(0);
    out.printf(
        Locale.ROOT, "%s: %d groups to rewrite, %d idle delete files%n", table, groups, deletes);
    plan.ifPresent(p -> p.groups().forEach(this::print));
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
    out.printf(
        Locale.ROOT,
        LINE,
        table.name(),
        table.filesBefore(),
        table.bytesBefore(),
        table.filesAfter(),
        table.bytesAfter(),
        table.rows(),
        table.deletedRows(),
        table.deleteFiles(),
        table.snapshots(),
        table.millis());
    if (table.failed()) {
      out.printf("%s is not done: %s%n", table.name(), table.failure());
    }
  }

  private void print(FileGroup group) {
    out.printf(
        Locale.ROOT,
        "  %s: %d files, %d bytes, %d rows, for %s%n",
        group.partition(),
        group.files().size(),
        group.bytes(),
        group.storedRows(),
        group.why());
  }
}
