package io.flamelake.catalog;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/** One row per profile, series and sample type: what arrived, and its total. */
public final class ProfilesTable {
  public static final TableDefinition DEFINITION =
      new TableDefinition(
          "profiles",
          new Schema(
              required(1, "time", Types.TimestampType.withZone(), "The profile's time, UTC"),
              required(2, "time_nanos", Types.LongType.get(), "The same, ns since 1970"),
              required(
                  21,
                  "start_nanos",
                  Types.LongType.get(),
                  "When what it covers begins, ns since 1970: before time for deltas of counters"),
              required(3, "service_name", Types.StringType.get(), "Label service_name"),
              required(
                  4,
                  "profile_type",
                  Types.StringType.get(),
                  "name:sample_type:sample_unit:period_type:period_unit"),
              required(5, "profile_name", Types.StringType.get(), "First part of profile_type"),
              required(6, "sample_type", Types.StringType.get(), "What a value counts"),
              required(7, "sample_unit", Types.StringType.get(), "In which unit"),
              optional(8, "period_type", Types.StringType.get(), "What a period counts"),
              optional(9, "period_unit", Types.StringType.get(), "In which unit"),
              optional(10, "period", Types.LongType.get(), "Events between two samples"),
              optional(11, "duration_nanos", Types.LongType.get(), "Time that the values cover"),
              required(12, "series_id", Types.LongType.get(), "Hash of the labels"),
              required(
                  13,
                  "profile_id",
                  Types.StringType.get(),
                  "128-bit hash of content and series in hex, the same for every sample type"),
              required(
                  14, "temporality", Types.StringType.get(), "delta, gauge, baseline or reset"),
              required(15, "sample_count", Types.LongType.get(), "Rows of it in samples"),
              required(16, "total", Types.LongType.get(), "Sum of its values"),
              optional(
                  17, "rate", Types.DoubleType.get(), "total per second, if it has a duration"),
              required(18, "format", Types.StringType.get(), "Format that it came in"),
              required(19, "kafka_partition", Types.IntegerType.get(), "Where it came from"),
              required(20, "kafka_offset", Types.LongType.get(), "Where it came from")),
          Partitioning.BY_TIME_AND_SERVICE,
          List.of("service_name", "profile_type", "time", "series_id"),
          TableProperties.facts());

  private ProfilesTable() {}
}
