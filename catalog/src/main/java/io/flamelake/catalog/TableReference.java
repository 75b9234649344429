package io.flamelake.catalog;

import java.util.stream.Collectors;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Writes the reference of the tables as Markdown. */
final class TableReference {
  private TableReference() {}

  static String markdown() {
    return Tables.ALL.stream()
        .map(TableReference::table)
        .collect(Collectors.joining("\n", "", "\n### A frame\n\n" + columns(StacksTable.FRAME)));
  }

  private static String table(TableDefinition table) {
    return "### `%s`\n\nPartitioned by %s; sorted, once compacted, by %s.\n\n%s"
        .formatted(
            table.name(),
            table.partitioning().stream()
                .map(partition -> "`" + Ddl.transform(partition) + "`")
                .collect(Collectors.joining(", ")),
            table.sortedBy().stream()
                .map(column -> "`" + column + "`")
                .collect(Collectors.joining(", ")),
            columns(table.schema().asStruct()));
  }

  private static String columns(Types.StructType columns) {
    return columns.fields().stream()
        .map(TableReference::column)
        .collect(
            Collectors.joining("", "| column | type | null | what |\n|---|---|---|---|\n", ""));
  }

  private static String column(NestedField field) {
    String type =
        field.name().equals("frames") ? "array(row(…)), see below" : Ddl.type(field.type());
    return "| `%s` | %s | %s | %s |\n"
        .formatted(field.name(), type, field.isOptional() ? "yes" : "no", field.doc());
  }
}
