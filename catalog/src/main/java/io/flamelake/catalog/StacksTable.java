package io.flamelake.catalog;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/** One row per day, service and stack: its frames, leaf first. */
public final class StacksTable {
  /** A frame; absent parts are null, a frame without {@code function} is not symbolized. */
  public static final Types.StructType FRAME =
      Types.StructType.of(
          optional(10, "function", Types.StringType.get(), "Demangled name"),
          optional(
              11,
              "system_name",
              Types.StringType.get(),
              "Name as the linker knows it, where it is another"),
          optional(12, "file", Types.StringType.get(), "Source file"),
          optional(13, "line", Types.LongType.get(), "Line that was running or calling"),
          optional(14, "column", Types.LongType.get(), "Column of it"),
          optional(15, "start_line", Types.LongType.get(), "Line where the function starts"),
          optional(16, "mapping", Types.StringType.get(), "Binary that holds the code"),
          optional(17, "build_id", Types.StringType.get(), "Build id of the binary"),
          optional(18, "address", Types.LongType.get(), "Normalised; only without a function"),
          optional(19, "kind", Types.StringType.get(), "native, kernel, go, jvm, python, …"),
          optional(20, "inlined", Types.BooleanType.get(), "Inlined into the next frame"));

  public static final TableDefinition DEFINITION =
      new TableDefinition(
          "stacks",
          new Schema(
              required(1, "day", Types.DateType.get(), "UTC day on which the stack was seen"),
              required(2, "service_name", Types.StringType.get(), "Label service_name"),
              required(3, "stack_id", Types.LongType.get(), "Hash of the frames"),
              required(4, "frames", Types.ListType.ofRequired(5, FRAME), "Frames, leaf first"),
              required(6, "unresolved", Types.IntegerType.get(), "Frames without a function"),
              required(
                  7,
                  "build_ids",
                  Types.ListType.ofRequired(8, Types.StringType.get()),
                  "Build ids of the frames without a function")),
          Partitioning.BY_DAY_AND_SERVICE,
          // Compaction goes on by the frames from the root, which no order of Iceberg's can name.
          List.of("service_name"),
          // A deleted row is told by its key: bounds of the other columns are not those of the rows
          // that go, and a reader that looks at them would pass over the deletes.
          TableProperties.with(Map.of("write.metadata.metrics.column.unresolved", "counts")));

  private StacksTable() {}
}
