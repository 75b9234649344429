package io.flamelake.catalog;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/** One row per request to delete what series have in a time range. */
public final class DeletionsTable {
  public static final TableDefinition DEFINITION =
      new TableDefinition(
          "deletions",
          new Schema(
              required(1, "request_id", Types.StringType.get(), "Tells it from other requests"),
              required(2, "requested_at", Types.TimestampType.withZone(), "When it was made, UTC"),
              required(
                  3,
                  "matchers",
                  Types.StringType.get(),
                  "Prometheus selector of the series' labels"),
              optional(
                  4, "from_time", Types.TimestampType.withZone(), "From then on; null: all before"),
              optional(
                  5,
                  "to_time",
                  Types.TimestampType.withZone(),
                  "Until then, exclusive; null: until requested_at"),
              optional(6, "requested_by", Types.StringType.get(), "Who asks for it"),
              optional(7, "reason", Types.StringType.get(), "Why")),
          Partitioning.BY_MONTH_REQUESTED,
          List.of("requested_at", "request_id"),
          TableProperties.facts());

  private DeletionsTable() {}
}
