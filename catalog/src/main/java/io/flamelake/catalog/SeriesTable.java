package io.flamelake.catalog;

import static org.apache.iceberg.types.Types.NestedField.required;

import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/** One row per day and series: its labels. */
public final class SeriesTable {
  public static final TableDefinition DEFINITION =
      new TableDefinition(
          "series",
          new Schema(
              required(1, "day", Types.DateType.get(), "UTC day on which the series was seen"),
              required(2, "service_name", Types.StringType.get(), "Label service_name"),
              required(3, "series_id", Types.LongType.get(), "Hash of the labels"),
              required(
                  4,
                  "labels",
                  Types.MapType.ofRequired(5, 6, Types.StringType.get(), Types.StringType.get()),
                  "All labels, service_name included")),
          Partitioning.BY_DAY,
          List.of("service_name", "series_id"),
          TableProperties.facts());

  private SeriesTable() {}
}
