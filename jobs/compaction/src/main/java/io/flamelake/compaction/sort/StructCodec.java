package io.flamelake.compaction.sort;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.types.Types;

/** Structs: field after field. */
final class StructCodec implements ValueCodec {
  private final GenericRecord template;
  private final ValueCodec[] fields;

  StructCodec(Types.StructType type) {
    template = GenericRecord.create(type);
    fields = type.fields().stream().map(ValueCodecs::of).toArray(ValueCodec[]::new);
  }

  @Override
  public void write(Object value, PackedRow row) {
    StructLike struct = (StructLike) value;
    for (int i = 0; i < fields.length; i++) {
      fields[i].write(struct.get(i, Object.class), row);
    }
  }

  @Override
  public Object read(PackedRow row) {
    GenericRecord struct = template.copy();
    for (int i = 0; i < fields.length; i++) {
      struct.set(i, fields[i].read(row));
    }
    return struct;
  }

  /** Without the first field if none ever had a value: a struct needs one. */
  @Override
  public void addAbsent(Set<Integer> fieldIds) {
    Set<Integer> absent = new HashSet<>();
    for (ValueCodec field : fields) {
      field.addAbsent(absent);
    }
    List<Types.NestedField> all = template.struct().fields();
    if (all.stream().allMatch(field -> absent.contains(field.fieldId()))) {
      absent.remove(all.get(0).fieldId());
    }
    fieldIds.addAll(absent);
  }
}
