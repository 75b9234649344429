package io.flamelake.symbolize.lists;

import java.util.Arrays;

/** A growing list of longs. */
public final class LongList {
  private long[] values = new long[16];
  private int size;

  /** Adds a value at the end. */
  public void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size++] = value;
  }

  /** The value at an index below {@link #size()}. */
  public long get(int index) {
    return values[index];
  }

  /** The number of values. */
  public int size() {
    return size;
  }

  /** Removes all values. */
  public void clear() {
    size = 0;
  }

  /** A copy of the values. */
  public long[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
