package io.flamelake.ingest.delta;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes numbers into an array that is kept; numbers are little endian. */
final class StateWriter {
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** A varint of 64 bits is at most this long. */
  static final int LONGEST_VARINT = 10;

  private byte[] data = new byte[1024];
  private int size;

  void reset() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** Makes room for so many bytes, which {@link #putLong} and {@link #putVarint} need. */
  void ensure(int bytes) {
    if (data.length - size < bytes) {
      data = Arrays.copyOf(data, Math.max(data.length * 2, size + bytes));
    }
  }

  void writeByte(int value) {
    ensure(1);
    data[size++] = (byte) value;
  }

  void writeInt(int value) {
    ensure(Integer.BYTES);
    INTS.set(data, size, value);
    size += Integer.BYTES;
  }

  void setInt(int position, int value) {
    INTS.set(data, position, value);
  }

  void writeLong(long value) {
    ensure(Long.BYTES);
    putLong(value);
  }

  void writeVarint(long value) {
    ensure(LONGEST_VARINT);
    putVarint(value);
  }

  void write(byte[] bytes, int from, int count) {
    ensure(count);
    System.arraycopy(bytes, from, data, size, count);
    size += count;
  }

  void putLong(long value) {
    LONGS.set(data, size, value);
    size += Long.BYTES;
  }

  void putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      data[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    data[size++] = (byte) rest;
  }

  byte[] toBytes() {
    return Arrays.copyOf(data, size);
  }

  /** Bytes held. */
  long heldBytes() {
    return data.length;
  }
}
