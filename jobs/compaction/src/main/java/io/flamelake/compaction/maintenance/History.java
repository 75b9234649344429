package io.flamelake.compaction.maintenance;

import io.flamelake.catalog.LakeCatalog;
import io.flamelake.catalog.MaintenanceTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** Writes the table {@code maintenance}. */
public final class History {
  private final LakeCatalog lake;

  public History(LakeCatalog lake) {
    this.lake = lake;
  }

  /** Whether an entry is written: each of the table's own would ask for the next one for ever. */
  private static boolean isKept(HistoryEntry entry) {
    return !entry.table().equals(MaintenanceTable.DEFINITION.name())
        || entry.action().equals(RemoveOrphans.NAME)
        || entry.outcome() == Outcome.FAILED;
  }

  /** Appends entries, with one commit. */
  public void add(List<HistoryEntry> entries) throws IOException {
    List<HistoryEntry> kept = entries.stream().filter(History::isKept).toList();
    if (kept.isEmpty()) {
      return;
    }
    Table table = lake.table(MaintenanceTable.DEFINITION);
    AppendedRows.append(table, kept.stream().map(entry -> row(table, entry)).toList());
  }

  /**
   * When an action was last begun on each table, in milliseconds of the epoch.
   *
   * @param since before which nothing is looked for
   */
  Map<String, Long> lastRuns(String action, Instant since) {
    Map<String, Long> last = new HashMap<>();
    if (!lake.hasTable(MaintenanceTable.DEFINITION)) {
      return last;
    }
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(lake.table(MaintenanceTable.DEFINITION))
            .select("started", "table_name", "action")
            .where(
                Expressions.and(
                    Expressions.equal("action", action),
                    Expressions.greaterThanOrEqual("started", micros(since))))
            .build()) {
      for (Record row : rows) {
        long started = ((OffsetDateTime) row.getField("started")).toInstant().toEpochMilli();
        last.merge((String) row.getField("table_name"), started, Math::max);
      }
      return last;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As Iceberg's internal values. */
  private static Record row(Table table, HistoryEntry entry) {
    Counts counts = entry.counts();
    Record row = GenericRecord.create(table.schema());
    row.setField("started", micros(entry.started()));
    row.setField("finished", micros(entry.finished()));
    row.setField("run_id", entry.runId());
    row.setField("table_name", entry.table());
    row.setField("action", entry.action());
    row.setField("request_id", entry.requestId());
    row.setField("outcome", entry.outcome().toString());
    row.setField("files_before", counts.filesBefore());
    row.setField("bytes_before", counts.bytesBefore());
    row.setField("files_after", counts.filesAfter());
    row.setField("bytes_after", counts.bytesAfter());
    row.setField("rows", counts.rows());
    row.setField("rows_removed", counts.rowsRemoved());
    row.setField("delete_files", counts.deleteFiles());
    row.setField("snapshots", counts.snapshots());
    row.setField("message", entry.message().isEmpty() ? null : entry.message());
    return row;
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
