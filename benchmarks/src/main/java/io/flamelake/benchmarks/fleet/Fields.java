package io.flamelake.benchmarks.fleet;

import java.util.Arrays;

/** Reads and writes the fields of a protobuf message (protobuf.dev, "Encoding"). */
final class Fields {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private byte[] data;
  private int position;
  private int end;

  private Fields(byte[] data, int position, int end) {
    this.data = data;
    this.position = position;
    this.end = end;
  }

  /** Reads a message from its start. */
  static Fields read(byte[] message) {
    return new Fields(message, 0, message.length);
  }

  /** Writes into a buffer that grows. */
  static Fields write() {
    return new Fields(new byte[256], 0, 0);
  }

  boolean hasMore() {
    return position < end;
  }

  int position() {
    return position;
  }

  int tag() {
    return (int) varint();
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = data[position++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number does not end at byte " + position);
  }

  /** The message that starts here with its length; it is passed. */
  Fields message() {
    int length = (int) varint();
    position += length;
    return new Fields(data, position - length, position);
  }

  byte[] rest() {
    return Arrays.copyOfRange(data, position, end);
  }

  void skip(int tag) {
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED64 -> position += Long.BYTES;
      case BYTES -> message();
      case FIXED32 -> position += Integer.BYTES;
      default -> throw new IllegalArgumentException("no field starts at byte " + position);
    }
  }

  /** Copies the field that starts here, up to where {@code from} stands now. */
  void copy(Fields from, int start) {
    bytes(from.data, start, from.position - start);
  }

  void varintField(int field, long value) {
    put(field << 3 | VARINT);
    put(value);
  }

  void bytesField(int field, byte[] value) {
    bytesField(field, value, value.length);
  }

  void bytesField(int field, Fields written) {
    bytesField(field, written.data, written.position);
  }

  private void bytesField(int field, byte[] value, int length) {
    put(field << 3 | BYTES);
    put(length);
    bytes(value, 0, length);
  }

  void put(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      data[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    data[position++] = (byte) rest;
  }

  void bytes(byte[] from, int start, int length) {
    reserve(length);
    System.arraycopy(from, start, data, position, length);
    position += length;
  }

  byte[] written() {
    return Arrays.copyOf(data, position);
  }

  void clear() {
    position = 0;
  }

  private void reserve(int more) {
    if (position + more > data.length) {
      data = Arrays.copyOf(data, Math.max(data.length * 2, position + more));
    }
  }
}
