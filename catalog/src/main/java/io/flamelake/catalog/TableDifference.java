package io.flamelake.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;

/** Compares a table in the catalog with its definition. */
final class TableDifference {
  private TableDifference() {}

  /** Sentences, one per difference that a writer or reader would trip over; empty when none. */
  static List<String> between(TableDefinition definition, Table table) {
    List<String> differences = new ArrayList<>();
    columns(definition.schema(), table.schema(), differences);
    partitioning(definition.spec(1), table.spec(), differences);
    if (table instanceof BaseTable base && base.operations().current().formatVersion() != 2) {
      differences.add(
          "format version is %d, but must be 2"
              .formatted(base.operations().current().formatVersion()));
    }
    return differences;
  }

  private static void columns(Schema wanted, Schema found, List<String> differences) {
    Map<String, NestedField> theirs = byName(found);
    byName(wanted)
        .forEach(
            (name, field) -> {
              NestedField other = theirs.remove(name);
              if (other == null) {
                differences.add("column %s is missing".formatted(name));
              } else {
                column(name, field, other, differences);
              }
            });
    theirs.keySet().forEach(name -> differences.add("column %s is not ours".formatted(name)));
    if (differences.isEmpty() && !order(wanted).equals(order(found))) {
      differences.add(
          "columns stand in the order %s, but must be %s".formatted(order(found), order(wanted)));
    }
  }

  private static void column(
      String name, NestedField wanted, NestedField found, List<String> differences) {
    if (!kind(wanted.type()).equals(kind(found.type()))) {
      differences.add(
          "column %s has type %s, but must be %s"
              .formatted(name, kind(found.type()), kind(wanted.type())));
    }
    if (wanted.isOptional() != found.isOptional()) {
      differences.add(
          "column %s is %s, but must be %s"
              .formatted(name, nullability(found), nullability(wanted)));
    }
  }

  private static Map<String, NestedField> byName(Schema schema) {
    Map<String, NestedField> fields = new java.util.TreeMap<>();
    TypeUtil.indexById(schema.asStruct())
        .forEach((id, field) -> fields.put(schema.findColumnName(id), field));
    return fields;
  }

  /** A nested type's parts are compared by themselves: of the type itself only its kind counts. */
  private static String kind(Type type) {
    return type.isNestedType()
        ? type.typeId().name().toLowerCase(java.util.Locale.ROOT)
        : type.toString();
  }

  private static String nullability(NestedField field) {
    return field.isOptional() ? "nullable" : "not null";
  }

  private static List<String> order(Schema schema) {
    return schema.columns().stream().map(NestedField::name).toList();
  }

  /** The number of buckets, and day or hour, are the creator's choice. */
  private static void partitioning(
      PartitionSpec wanted, PartitionSpec found, List<String> differences) {
    List<String> ours = fields(wanted);
    List<String> theirs = fields(found);
    if (!ours.equals(theirs)) {
      differences.add("it is partitioned by %s, but must be by %s".formatted(theirs, ours));
    }
  }

  private static List<String> fields(PartitionSpec spec) {
    Map<String, String> freely = new HashMap<>(Map.of("hour", "day"));
    return spec.fields().stream()
        .filter(field -> !field.transform().isVoid())
        .map(field -> transform(field, freely) + "(" + source(spec, field) + ")")
        .toList();
  }

  private static String transform(PartitionField field, Map<String, String> freely) {
    String transform = field.transform().toString().replaceFirst("\\[\\d+]$", "");
    return freely.getOrDefault(transform, transform);
  }

  private static String source(PartitionSpec spec, PartitionField field) {
    return spec.schema().findColumnName(field.sourceId());
  }
}
