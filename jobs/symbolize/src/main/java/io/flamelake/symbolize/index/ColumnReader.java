package io.flamelake.symbolize.index;

import io.flamelake.symbolize.MalformedFileException;

/** Decodes a column: see {@link IndexFormat.Coding}. Every value is at least one byte. */
final class ColumnReader {
  private static final int MAX_SHIFT = 63;

  private final IndexFormat.Block block;
  private final byte[] bytes;
  private int at;

  ColumnReader(IndexFormat.Block block, byte[] bytes) {
    this.block = block;
    this.bytes = bytes;
  }

  /**
   * The ints of the column.
   *
   * @param least what a value is at least
   * @param limit what every value is less than
   */
  int[] ints(int count, int least, long limit) throws MalformedFileException {
    checkCount(count);
    int[] values = new int[count];
    long last = 0;
    long next = 0;
    for (int i = 0; i < count; i++) {
      long code = varint();
      long value =
          switch (block.coding()) {
            case DELTA -> last + signed(code);
            case FRESH -> code == 0 ? Ranges.NONE : next - signed(code - 1);
            default -> code;
          };
      if (value < least || value >= limit) {
        throw damaged("holds " + value + ", which is not in [" + least + ", " + limit + ")");
      }
      last = value;
      next = Math.max(next, value + 1);
      values[i] = (int) value;
    }
    checkEnd();
    return values;
  }

  /** Addresses, each greater than the one before. */
  long[] addresses(int count) throws MalformedFileException {
    checkCount(count);
    long[] values = new long[count];
    long last = 0;
    for (int i = 0; i < count; i++) {
      long value = last + varint();
      if (i > 0 && Long.compareUnsigned(value, last) <= 0) {
        throw damaged("does not ascend");
      }
      values[i] = value;
      last = value;
    }
    checkEnd();
    return values;
  }

  private long varint() throws MalformedFileException {
    long value = 0;
    for (int shift = 0; shift <= MAX_SHIFT; shift += 7) {
      if (at == bytes.length) {
        throw damaged("ends early");
      }
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw damaged("holds a number of more than 64 bits");
  }

  private static long signed(long code) {
    return (code >>> 1) ^ -(code & 1);
  }

  private void checkCount(int count) throws MalformedFileException {
    if (count > bytes.length) {
      throw damaged("has " + bytes.length + " bytes for " + count + " values");
    }
  }

  private void checkEnd() throws MalformedFileException {
    if (at != bytes.length) {
      throw damaged("has " + (bytes.length - at) + " bytes too many");
    }
  }

  private MalformedFileException damaged(String how) {
    return new MalformedFileException("The index is damaged: block " + block + " " + how);
  }
}
