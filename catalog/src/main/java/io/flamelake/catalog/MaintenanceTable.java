package io.flamelake.catalog;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/** One row per action of the compaction job on a table that did something or failed. */
public final class MaintenanceTable {
  public static final TableDefinition DEFINITION =
      new TableDefinition(
          "maintenance",
          new Schema(
              required(1, "started", Types.TimestampType.withZone(), "When the action began, UTC"),
              required(2, "finished", Types.TimestampType.withZone(), "When it ended, UTC"),
              required(3, "run_id", Types.StringType.get(), "Same for all of one run of a table"),
              required(4, "table_name", Types.StringType.get(), "Table that it was done to"),
              required(5, "action", Types.StringType.get(), "What was done, such as compact"),
              optional(6, "request_id", Types.StringType.get(), "Deletion request it was done for"),
              required(
                  7, "outcome", Types.StringType.get(), "done, or else conflict, locked, failed"),
              required(8, "files_before", Types.LongType.get(), "Data files rewritten or removed"),
              required(9, "bytes_before", Types.LongType.get(), "Bytes of these"),
              required(10, "files_after", Types.LongType.get(), "Data files written"),
              required(11, "bytes_after", Types.LongType.get(), "Bytes of these"),
              required(12, "rows", Types.LongType.get(), "Rows in the files written"),
              required(13, "rows_removed", Types.LongType.get(), "Rows that are gone"),
              required(14, "delete_files", Types.LongType.get(), "Delete files removed, idle ones"),
              required(15, "snapshots", Types.LongType.get(), "Snapshots expired"),
              optional(16, "message", Types.StringType.get(), "Why it is not done, or what else")),
          Partitioning.BY_MONTH_STARTED,
          List.of("started", "table_name", "action"),
          TableProperties.facts());

  private MaintenanceTable() {}
}
