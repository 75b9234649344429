package io.flamelake.catalog;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/** One row per profile, sample type and stack (and span, where samples name one). */
public final class SamplesTable {
  public static final TableDefinition DEFINITION =
      new TableDefinition(
          "samples",
          new Schema(
              required(1, "time", Types.TimestampType.withZone(), "The profile's time, UTC"),
              required(2, "service_name", Types.StringType.get(), "Label service_name"),
              required(
                  3,
                  "profile_type",
                  Types.StringType.get(),
                  "name:sample_type:sample_unit:period_type:period_unit"),
              required(4, "series_id", Types.LongType.get(), "Hash of the labels"),
              required(5, "stack_id", Types.LongType.get(), "Hash of the frames"),
              required(6, "value", Types.LongType.get(), "In units of the profile type, never 0"),
              optional(7, "span_id", Types.StringType.get(), "Span that the samples belong to"),
              optional(8, "trace_id", Types.StringType.get(), "Trace that the samples belong to")),
          Partitioning.BY_TIME_AND_SERVICE,
          List.of("service_name", "profile_type"),
          TableProperties.facts());

  private SamplesTable() {}
}
