package io.flamelake.symbolize.gopclntab;

import io.flamelake.symbolize.MalformedFileException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Values that hold for a function's addresses. They are stored as steps: how much the value differs
 * from the one before, which is -1 at first, and for how many instructions it holds.
 */
final class PcValues {
  /** Stands for no value. */
  static final int NONE = -1;

  private static final int MAX_SHIFT = 28;

  private final long[] budget;
  private int[] ends = new int[64];
  private int[] values = new int[64];
  private int size;
  private int length;
  private int at;

  /**
   * Values that are read again and again.
   *
   * @param budget how many steps may still be read, all tables together, in its first element
   */
  PcValues(long[] budget) {
    this.budget = budget;
  }

  /** Says for which function values are read: how many bytes of code it has. */
  void ofLength(int bytes) {
    length = bytes;
  }

  void clear() {
    size = 0;
  }

  void read(ByteBuffer bytes, int start, int quantum) throws MalformedFileException {
    size = 0;
    at = start;
    int value = -1;
    long pc = 0;
    while (pc < length) {
      int code = varint(bytes);
      if (code == 0 && at > start + 1) {
        return;
      }
      value += (code >>> 1) ^ -(code & 1);
      pc += (varint(bytes) & 0xFFFFFFFFL) * quantum;
      add((int) Math.min(pc, length), value);
      if (--budget[0] < 0) {
        throw new MalformedFileException("Go's tables of lines lead to the same bytes too often");
      }
    }
  }

  private void add(int end, int value) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    ends[size] = end;
    values[size++] = value;
  }

  private int varint(ByteBuffer bytes) throws MalformedFileException {
    int value = 0;
    for (int shift = 0; shift <= MAX_SHIFT; shift += 7) {
      int next = bytes.get(at++);
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedFileException("a table of Go's has a number of more than 32 bits");
  }

  /** How many values there are, in the order of addresses. */
  int size() {
    return size;
  }

  int end(int index) {
    return ends[index];
  }

  int value(int index) {
    return values[index];
  }

  /** The value at a distance from the function's address. */
  int at(int pc) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] <= pc) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < size ? values[low] : NONE;
  }
}
