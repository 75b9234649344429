package io.flamelake.symbolize.index;

import java.util.Arrays;

/** Bytes that grow in number. */
final class Output {
  private byte[] bytes = new byte[256];
  private int size;

  void put(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.addExact(size, size >> 1));
    }
    bytes[size++] = (byte) value;
  }

  void put(byte[] values) {
    for (byte value : values) {
      put(value);
    }
  }

  void putFixed(long value, int width) {
    for (int i = 0; i < width; i++) {
      put((int) (value >>> (Byte.SIZE * i)));
    }
  }

  void putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      put((int) rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    put((int) rest);
  }

  int size() {
    return size;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }
}
