package io.flamelake.compaction.sort;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Lists: 1 before each element and 0 at the end.
 *
 * @param reversed from the last element to the first, so that lists with equal ends stand together
 */
record ListCodec(ValueCodec element, boolean reversed) implements ValueCodec {
  private static final int END = 0;
  private static final int ELEMENT = 1;

  @Override
  public void write(Object value, PackedRow row) {
    List<?> list = (List<?>) value;
    int size = list.size();
    for (int i = 0; i < size; i++) {
      row.putByte(ELEMENT);
      element.write(list.get(reversed ? size - 1 - i : i), row);
    }
    row.putByte(END);
  }

  @Override
  public Object read(PackedRow row) {
    List<Object> list = new ArrayList<>();
    while (row.getByte() != END) {
      list.add(element.read(row));
    }
    if (reversed) {
      Collections.reverse(list);
    }
    return list;
  }

  @Override
  public void addAbsent(Set<Integer> fieldIds) {
    element.addAbsent(fieldIds);
  }
}
