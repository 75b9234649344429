package io.flamelake.catalog;

import static org.apache.iceberg.types.Types.NestedField.required;

import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/** One row per hour, service, profile type and function: what it cost. */
public final class FunctionsHourlyTable {
  public static final TableDefinition DEFINITION =
      new TableDefinition(
          "functions_hourly",
          new Schema(
              required(1, "hour", Types.TimestampType.withZone(), "When the hour begins, UTC"),
              required(2, "service_name", Types.StringType.get(), "Label service_name"),
              required(
                  3,
                  "profile_type",
                  Types.StringType.get(),
                  "name:sample_type:sample_unit:period_type:period_unit; never a gauge's"),
              required(4, "function", Types.StringType.get(), "Function, or address within a file"),
              required(
                  5, "flat", Types.LongType.get(), "Sum over the stacks that it is the leaf of"),
              required(
                  6,
                  "cumulative",
                  Types.LongType.get(),
                  "Sum over the stacks that it is in, each counted once")),
          Partitioning.BY_HOUR_AND_SERVICE,
          List.of("service_name", "profile_type", "hour", "function"),
          TableProperties.facts());

  private FunctionsHourlyTable() {}
}
