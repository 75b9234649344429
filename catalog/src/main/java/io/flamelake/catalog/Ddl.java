package io.flamelake.catalog;

import io.flamelake.catalog.TableDefinition.Partition;
import java.util.stream.Collectors;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Writes a table's definition as Trino SQL. */
public final class Ddl {
  private Ddl() {}

  /** A {@code CREATE TABLE} statement that makes the same table as {@link LakeCatalog}. */
  public static String createTable(TableDefinition table) {
    String columns =
        table.schema().columns().stream().map(Ddl::column).collect(Collectors.joining(",\n"));
    return """
        CREATE TABLE IF NOT EXISTS %s.%s (
        %s
        )
        WITH (
          format = 'PARQUET',
          format_version = 2,
          partitioning = ARRAY[%s],
          sorted_by = ARRAY[%s]
        )
        """
        .formatted(
            Tables.NAMESPACE,
            table.name(),
            columns,
            table.partitioning().stream()
                .map(partition -> "'" + transform(partition) + "'")
                .collect(Collectors.joining(", ")),
            table.sortedBy().stream()
                .map(column -> "'" + column + "'")
                .collect(Collectors.joining(", ")));
  }

  private static String column(NestedField field) {
    return "  %s %s%s COMMENT '%s'"
        .formatted(
            field.name(),
            type(field.type()),
            field.isOptional() ? "" : " NOT NULL",
            field.doc().replace("'", "''"));
  }

  static String transform(Partition partition) {
    return switch (partition.transform()) {
      case IDENTITY -> partition.column();
      case DAY -> "day(" + partition.column() + ")";
      case MONTH -> "month(" + partition.column() + ")";
      case BUCKET -> "bucket(%s, %d)".formatted(partition.column(), Tables.DEFAULT_BUCKETS);
    };
  }

  static String type(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> "boolean";
      case INTEGER -> "integer";
      case LONG -> "bigint";
      case DOUBLE -> "double";
      case DATE -> "date";
      case STRING -> "varchar";
      case BINARY -> "varbinary";
      case TIMESTAMP -> "timestamp(6) with time zone";
      case LIST -> "array(%s)".formatted(type(type.asListType().elementType()));
      case MAP -> map(type.asMapType());
      case STRUCT -> row(type.asStructType());
      default -> throw new IllegalArgumentException("No column of the lake has type " + type);
    };
  }

  private static String map(Types.MapType map) {
    return "map(%s, %s)".formatted(type(map.keyType()), type(map.valueType()));
  }

  private static String row(Types.StructType struct) {
    return struct.fields().stream()
        .map(field -> "%s %s".formatted(quoted(field.name()), type(field.type())))
        .collect(Collectors.joining(", ", "row(", ")"));
  }

  private static String quoted(String name) {
    return name.equals("column") ? '"' + name + '"' : name;
  }
}
