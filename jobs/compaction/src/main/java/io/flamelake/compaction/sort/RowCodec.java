package io.flamelake.compaction.sort;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/**
 * Packs rows so that their bytes, compared unsigned, are in the order of a table: the columns of
 * the order, then all others, each once. Not for several threads.
 */
public final class RowCodec {
  private final Schema schema;
  private final GenericRecord row;
  private final int[] places;
  private final ValueCodec[] codecs;

  /**
   * @throws IllegalArgumentException if the order names a column that is not there, or a type that
   *     can't be packed
   */
  public RowCodec(Schema schema, RowOrder order) {
    this.schema = schema;
    row = GenericRecord.create(schema);
    List<RowOrder.Key> keys = new ArrayList<>(order.keys());
    Set<String> named = new HashSet<>();
    keys.stream()
        .filter(key -> key.by() != RowOrder.By.QUARTER_OF_DAY)
        .forEach(key -> named.add(key.column()));
    for (Types.NestedField field : schema.columns()) {
      if (named.add(field.name())) {
        keys.add(RowOrder.Key.of(field.name()));
      }
    }
    places = keys.stream().mapToInt(key -> place(schema, key.column())).toArray();
    codecs = keys.stream().map(key -> codec(schema, key)).toArray(ValueCodec[]::new);
  }

  /** Packs a row of Iceberg's internal values. */
  public void pack(StructLike values, PackedRow packed) {
    packed.clear();
    for (int i = 0; i < places.length; i++) {
      codecs[i].write(values.get(places[i], Object.class), packed);
    }
  }

  /**
   * The row that bytes tell, good until the next call.
   *
   * @param packed read from its position on
   */
  StructLike unpack(PackedRow packed) {
    for (int i = 0; i < places.length; i++) {
      row.set(places[i], codecs[i].read(packed));
    }
    return row;
  }

  /**
   * The columns of the rows packed so far, and the fields of structs in them: without those that
   * may be null and were in every row.
   */
  public Schema present() {
    Set<Integer> absent = new HashSet<>();
    for (ValueCodec codec : codecs) {
      codec.addAbsent(absent);
    }
    return TypeUtil.selectNot(schema, absent);
  }

  private static ValueCodec codec(Schema schema, RowOrder.Key key) {
    Types.NestedField field = schema.findField(key.column());
    return switch (key.by()) {
      case VALUE -> ValueCodecs.of(field);
      case FROM_END -> ValueCodecs.reversed(field);
      case QUARTER_OF_DAY -> ValueCodecs.quartersOfDay(field);
    };
  }

  private static int place(Schema schema, String column) {
    int place = schema.columns().indexOf(schema.findField(column));
    if (place < 0) {
      throw new IllegalArgumentException("there is no column " + column + " to order rows by");
    }
    return place;
  }
}
