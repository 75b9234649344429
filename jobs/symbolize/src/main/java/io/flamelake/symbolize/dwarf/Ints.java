package io.flamelake.symbolize.dwarf;

import java.util.Arrays;

/** A growing list of ints. */
final class Ints {
  private int[] values = new int[16];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  int get(int index) {
    return values[index];
  }

  void set(int index, int value) {
    values[index] = value;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  void truncate(int newSize) {
    size = newSize;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }

  /** The index of a value in a list that is sorted; negative if it is not there. */
  int find(int value) {
    return Arrays.binarySearch(values, 0, size, value);
  }
}
