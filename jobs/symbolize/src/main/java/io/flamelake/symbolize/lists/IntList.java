package io.flamelake.symbolize.lists;

import java.util.Arrays;

/** A growing list of ints. */
public final class IntList {
  private int[] values = new int[16];
  private int size;

  /** Adds a value at the end, whose index is the answer. */
  public int add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size] = value;
    return size++;
  }

  /** The value at an index below {@link #size()}. */
  public int get(int index) {
    return values[index];
  }

  /** Replaces the value at an index below {@link #size()}. */
  public void set(int index, int value) {
    values[index] = value;
  }

  /** The number of values. */
  public int size() {
    return size;
  }

  /** Removes all values. */
  public void clear() {
    size = 0;
  }

  /** Keeps only the first values. */
  public void truncate(int newSize) {
    size = newSize;
  }

  /** A copy of the values. */
  public int[] toArray() {
    return Arrays.copyOf(values, size);
  }

  /** The index of a value in a list that is sorted; negative if it is not there. */
  public int find(int value) {
    return Arrays.binarySearch(values, 0, size, value);
  }
}
