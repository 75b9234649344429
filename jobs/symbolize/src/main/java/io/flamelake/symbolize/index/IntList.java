package io.flamelake.symbolize.index;

import java.util.Arrays;

/** Ints that grow in number. */
final class IntList {
  private int[] values = new int[64];
  private int size;

  int add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size] = value;
    return size++;
  }

  int get(int index) {
    return values[index];
  }

  int size() {
    return size;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
