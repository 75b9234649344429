package io.flamelake.stacks.parquet;

import io.flamelake.stacks.LongIndex;
import java.util.Arrays;

/** The distinct numbers of a column chunk, in the order in which they came. */
final class LongDictionary {
  private final LongIndex index = new LongIndex();
  private final int capacity;
  private long[] values = new long[1 << 6];
  private int size;

  LongDictionary(int capacity) {
    this.capacity = capacity;
  }

  void clear() {
    index.reset();
    size = 0;
  }

  int size() {
    return size;
  }

  /** Bytes held by the arrays. */
  long heldBytes() {
    return index.heldBytes() + (long) Long.BYTES * values.length;
  }

  /** The values; only the first {@link #size()}. */
  long[] values() {
    return values;
  }

  /**
   * Looks numbers up and takes in those that are new.
   *
   * @return whether all had room; if not, the numbers of this call are not taken in
   */
  boolean indexes(long[] numbers, int count, int[] into) {
    int before = size;
    long last = 0;
    int lastIndex = LongIndex.ABSENT;
    for (int i = 0; i < count; i++) {
      long number = numbers[i];
      if (lastIndex == LongIndex.ABSENT || number != last) {
        last = number;
        lastIndex = indexOf(number);
        if (lastIndex == LongIndex.ABSENT) {
          size = before;
          return false;
        }
      }
      into[i] = lastIndex;
    }
    return true;
  }

  private int indexOf(long number) {
    int known = index.get(number);
    if (known != LongIndex.ABSENT) {
      return known;
    }
    if (size == capacity) {
      return LongIndex.ABSENT;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size] = number;
    index.put(number, size);
    return size++;
  }
}
