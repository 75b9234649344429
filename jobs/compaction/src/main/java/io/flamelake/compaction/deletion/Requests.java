package io.flamelake.compaction.deletion;

import io.flamelake.catalog.DeletionsTable;
import io.flamelake.catalog.LakeCatalog;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** Reads the table {@code deletions}. */
final class Requests {
  private Requests() {}

  /** All that were made until now, the oldest first; of several with one id the oldest. */
  static List<Request> read(LakeCatalog lake, Instant now) throws IOException {
    if (!lake.hasTable(DeletionsTable.DEFINITION)) {
      return List.of();
    }
    List<Request> requests = new ArrayList<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(lake.table(DeletionsTable.DEFINITION)).build()) {
      for (Record row : rows) {
        Request request = request(row);
        if (!request.requestedAt().isAfter(now)) {
          requests.add(request);
        }
      }
    }
    requests.sort(Comparator.comparing(Request::requestedAt).thenComparing(Request::id));
    Set<String> seen = new HashSet<>();
    requests.removeIf(request -> !seen.add(request.id()));
    return requests;
  }

  private static Request request(Record row) {
    Instant requestedAt = time(row, "requested_at");
    Instant to = time(row, "to_time");
    return new Request(
        row.getField("request_id").toString(),
        requestedAt,
        row.getField("matchers").toString(),
        time(row, "from_time"),
        to == null ? requestedAt : to);
  }

  private static Instant time(Record row, String column) {
    Object value = row.getField(column);
    return value == null ? null : ((OffsetDateTime) value).toInstant();
  }
}
