package io.flamelake.catalog;

import static org.apache.iceberg.types.Types.NestedField.required;

import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/** One row per hour, service, profile type and stack: samples summed over series and time. */
public final class SamplesHourlyTable {
  public static final TableDefinition DEFINITION =
      new TableDefinition(
          "samples_hourly",
          new Schema(
              required(1, "hour", Types.TimestampType.withZone(), "When the hour begins, UTC"),
              required(2, "service_name", Types.StringType.get(), "Label service_name"),
              required(
                  3,
                  "profile_type",
                  Types.StringType.get(),
                  "name:sample_type:sample_unit:period_type:period_unit; never a gauge's"),
              required(4, "stack_id", Types.LongType.get(), "Hash of the frames"),
              required(5, "value", Types.LongType.get(), "Sum of the hour's values")),
          Partitioning.BY_HOUR_AND_SERVICE,
          List.of("service_name", "profile_type", "hour", "stack_id"),
          TableProperties.facts());

  private SamplesHourlyTable() {}
}
