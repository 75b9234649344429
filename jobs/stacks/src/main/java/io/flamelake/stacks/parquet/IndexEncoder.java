package io.flamelake.stacks.parquet;

import java.util.Arrays;

/**
 * Small numbers in few bits: runs of eight or more equal ones as one, the rest packed eight at a
 * time. Source: Apache Parquet format, Encodings, "Run Length Encoding / Bit-Packing Hybrid".
 */
final class IndexEncoder {
  private static final int GROUP = 8;

  /** As many groups of a packed run as one byte of a header can count. */
  private static final int MAX_GROUPS = 63;

  /** Of a run: a varint of five bytes and a number of four. */
  private static final int MAX_RUN_BYTES = 9;

  private byte[] bytes = new byte[1 << 10];
  private int length;
  private int width;
  private final int[] group = new int[GROUP];
  private int inGroup;
  private int groups;
  private int header;

  /** How many bits the numbers from 0 to this one take. */
  static int widthOf(int greatest) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(greatest);
  }

  /**
   * Starts anew.
   *
   * @param bitWidth bits of a number, 0 to 31
   * @param count how many numbers will follow at most
   */
  void start(int bitWidth, int count) {
    width = bitWidth;
    length = 0;
    inGroup = 0;
    groups = 0;
    long needed = (count / GROUP + 2L) * (Math.max(bitWidth, MAX_RUN_BYTES) + 1);
    if (needed > bytes.length) {
      bytes = new byte[Math.toIntExact(needed)];
    }
  }

  void addAll(int[] values, int count) {
    int start = 0;
    while (start < count) {
      int value = values[start];
      int end = start + 1;
      while (end < count && values[end] == value) {
        end++;
      }
      add(value, end - start);
      start = end;
    }
  }

  void add(int value, int times) {
    int left = times;
    while (left > 0 && (inGroup > 0 || left < GROUP)) {
      group[inGroup++] = value;
      left--;
      if (inGroup == GROUP) {
        pack();
      }
    }
    if (left > 0) {
      run(value, left);
    }
  }

  /** Ends the numbers. {@link #bytes()} has them from 0 on. */
  int finish() {
    if (inGroup > 0) {
      Arrays.fill(group, inGroup, GROUP, 0);
      pack();
    }
    endPacked();
    return length;
  }

  byte[] bytes() {
    return bytes;
  }

  private void run(int value, int times) {
    endPacked();
    int rest = times << 1;
    while (rest >>> 7 != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
    for (int bits = 0; bits < width; bits += Byte.SIZE) {
      bytes[length++] = (byte) (value >>> bits);
    }
  }

  private void pack() {
    if (groups == 0) {
      header = length++;
    }
    long packed = 0;
    int bits = 0;
    for (int value : group) {
      packed |= (long) value << bits;
      bits += width;
      while (bits >= Byte.SIZE) {
        bytes[length++] = (byte) packed;
        packed >>>= Byte.SIZE;
        bits -= Byte.SIZE;
      }
    }
    inGroup = 0;
    groups++;
    if (groups == MAX_GROUPS) {
      endPacked();
    }
  }

  private void endPacked() {
    if (groups > 0) {
      bytes[header] = (byte) (groups << 1 | 1);
      groups = 0;
    }
  }
}
