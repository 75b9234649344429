package io.flamelake.ingest.files;

import io.flamelake.catalog.SamplesTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Which columns of a table are those of {@code samples}: found by name, as every reader finds them,
 * and written under the ids that the table gives them.
 */
final class SampleColumns {
  private static final int NONE = -1;

  private final int[] columnOfPosition;

  private SampleColumns(int[] columnOfPosition) {
    this.columnOfPosition = columnOfPosition;
  }

  /**
   * Checks that a table takes what is written. Optional columns that are not ours stay null.
   *
   * @throws IllegalArgumentException in one line that names every difference
   */
  static SampleColumns of(Table table) {
    Schema schema = table.schema();
    List<String> differences = new ArrayList<>();
    SamplesTable.DEFINITION.schema().columns().stream()
        .forEach(wanted -> compare(wanted, schema.findField(wanted.name()), differences));
    schema.columns().stream()
        .filter(field -> ours(field) == NONE && field.isRequired())
        .forEach(
            field ->
                differences.add(
                    "column %s is not null, but ingest has no value for it"
                        .formatted(field.name())));
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "Rows of %s cannot be written: %s"
              .formatted(table.name(), String.join("; ", differences)));
    }
    return new SampleColumns(schema.columns().stream().mapToInt(SampleColumns::ours).toArray());
  }

  /** How many columns the table has, with those that are not ours. */
  int count() {
    return columnOfPosition.length;
  }

  /** The column as {@link SamplesTable} numbers it, or a negative number if it is not ours. */
  int column(int position) {
    return columnOfPosition[position];
  }

  private static int ours(NestedField field) {
    NestedField same = SamplesTable.DEFINITION.schema().findField(field.name());
    return same == null ? NONE : SamplesTable.DEFINITION.schema().columns().indexOf(same);
  }

  private static void compare(NestedField wanted, NestedField found, List<String> differences) {
    if (found == null) {
      differences.add("column %s is missing".formatted(wanted.name()));
    } else if (!found.type().equals(wanted.type())) {
      differences.add(
          "column %s has type %s, but must be %s"
              .formatted(wanted.name(), found.type(), wanted.type()));
    } else if (wanted.isOptional() && found.isRequired()) {
      differences.add("column %s is not null, but must be nullable".formatted(wanted.name()));
    }
  }
}
