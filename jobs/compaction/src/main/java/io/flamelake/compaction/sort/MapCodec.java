package io.flamelake.compaction.sort;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps, in the order of their entries: 1 before each and 0 at the end. */
record MapCodec(ValueCodec key, ValueCodec value) implements ValueCodec {
  private static final int END = 0;
  private static final int ENTRY = 1;

  @Override
  public void write(Object map, PackedRow row) {
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
      row.putByte(ENTRY);
      key.write(entry.getKey(), row);
      value.write(entry.getValue(), row);
    }
    row.putByte(END);
  }

  @Override
  public Object read(PackedRow row) {
    Map<Object, Object> map = new LinkedHashMap<>();
    while (row.getByte() != END) {
      Object nextKey = key.read(row);
      map.put(nextKey, value.read(row));
    }
    return map;
  }
}
