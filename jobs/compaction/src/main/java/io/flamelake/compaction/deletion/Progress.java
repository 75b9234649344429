package io.flamelake.compaction.deletion;

import io.flamelake.catalog.LakeCatalog;
import io.flamelake.catalog.MaintenanceTable;
import io.flamelake.compaction.maintenance.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * What the history says of requests. Where it has been lost, requests are done once more, which
 * changes nothing.
 */
final class Progress {
  /** What the message of a request that can't be done begins with. */
  static final String REFUSED = "refused: ";

  /** A request and a table. */
  private record Part(String request, String table) {}

  private final Map<Part, Instant> done = new HashMap<>();
  private final Map<String, Long> rows = new HashMap<>();
  private final Map<String, String> refused = new HashMap<>();
  private final Map<String, String> failures = new HashMap<>();

  private Progress() {}

  static Progress read(LakeCatalog lake) throws IOException {
    Progress progress = new Progress();
    if (!lake.hasTable(MaintenanceTable.DEFINITION)) {
      return progress;
    }
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(lake.table(MaintenanceTable.DEFINITION))
            .where(Expressions.notNull("request_id"))
            .build()) {
      rows.forEach(progress::add);
    }
    return progress;
  }

  private void add(Record row) {
    String request = row.getField("request_id").toString();
    String message = String.valueOf(row.getField("message"));
    rows.merge(request, (Long) row.getField("rows_removed"), Long::sum);
    if (row.getField("outcome").equals(Outcome.DONE.toString())) {
      Instant started = ((OffsetDateTime) row.getField("started")).toInstant();
      Part part = new Part(request, row.getField("table_name").toString());
      done.merge(part, started, (a, b) -> a.isAfter(b) ? a : b);
    } else if (message.startsWith(REFUSED)) {
      refused.put(request, message);
    } else {
      failures.put(request, message);
    }
  }

  /** Rows that went for it, of all tables. */
  long rows(String request) {
    return rows.getOrDefault(request, 0L);
  }

  /** Whether it has been applied to a table at least once. */
  boolean isDone(String request, String table) {
    return done.containsKey(new Part(request, table));
  }

  /** Whether it has been applied to a table at that time or later. */
  boolean isDone(String request, String table, Instant since) {
    Instant last = done.get(new Part(request, table));
    return last != null && !last.isBefore(since);
  }

  /** Whether it has been told that it can't be done. */
  boolean isRefused(String request) {
    return refused.containsKey(request);
  }

  /**
   * Why it can't be done, or what went wrong the last time that something did; empty if nothing.
   */
  String failure(String request) {
    return refused.getOrDefault(request, failures.getOrDefault(request, ""));
  }
}
