package io.flamelake.ingest.files;

import io.flamelake.catalog.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Which columns of a table are those that we write: found by name, as every reader finds them, and
 * written under the ids that the table gives them.
 */
final class TableColumns {
  private static final String NOT_OURS = "";

  private final Schema schema;
  private final List<String> names;

  private TableColumns(Schema schema, List<String> names) {
    this.schema = schema;
    this.names = names;
  }

  /**
   * Checks that a table takes what is written. Optional columns that are not ours stay null.
   *
   * @throws IllegalArgumentException in one line that names every difference
   */
  static TableColumns of(Table table, TableDefinition definition) {
    Schema schema = table.schema();
    Schema wanted = definition.schema();
    List<String> differences = new ArrayList<>();
    wanted
        .columns()
        .forEach(column -> compare(column, schema.findField(column.name()), differences));
    schema.columns().stream()
        .filter(field -> wanted.findField(field.name()) == null && field.isRequired())
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
    return new TableColumns(
        schema,
        schema.columns().stream()
            .map(field -> wanted.findField(field.name()) == null ? NOT_OURS : field.name())
            .toList());
  }

  /** How many columns the table has, with those that are not ours. */
  int count() {
    return names.size();
  }

  /** The name of the column at a place in the table, empty if it is not ours. */
  String name(int position) {
    return names.get(position);
  }

  /** The id that the table gives one of our columns. */
  int id(String name) {
    return schema.findField(name).fieldId();
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
