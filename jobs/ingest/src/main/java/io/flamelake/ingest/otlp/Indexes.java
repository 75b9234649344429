package io.flamelake.ingest.otlp;

import io.flamelake.ingest.wire.Wire;
import java.util.Arrays;

/** A repeated {@code int32} field, packed or not. */
final class Indexes {

  private int[] values = new int[16];
  private int count;

  void reset() {
    count = 0;
  }

  int count() {
    return count;
  }

  int get(int i) {
    return values[i];
  }

  void add(int value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = value;
  }

  /** Adds the numbers of a packed piece. */
  void readPacked(Wire wire, int end) {
    while (wire.position < end) {
      add((int) wire.varint());
    }
    wire.checkNotPast(end);
  }

  long heldBytes() {
    return 4L * values.length;
  }
}
