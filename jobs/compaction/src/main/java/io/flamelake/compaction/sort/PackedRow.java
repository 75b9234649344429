package io.flamelake.compaction.sort;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow at the end and are read from the start: a row, packed by {@link RowCodec}. */
public final class PackedRow {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[256];
  private int length;
  private int position;

  /** The bytes, of which the first {@link #length()} count. */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  /** Forgets all bytes. */
  void clear() {
    length = 0;
    position = 0;
  }

  /** Becomes the bytes of one row followed by those of another. */
  public void join(PackedRow first, PackedRow second) {
    clear();
    putBytes(first.bytes, 0, first.length);
    putBytes(second.bytes, 0, second.length);
  }

  /** Reads these bytes from their start next; they are not copied. */
  void wrap(byte[] newBytes, int from, int to) {
    bytes = newBytes;
    position = from;
    length = to;
  }

  void putByte(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  void putInt(int value) {
    room(Integer.BYTES);
    INTS.set(bytes, length, value);
    length += Integer.BYTES;
  }

  void putLong(long value) {
    room(Long.BYTES);
    LONGS.set(bytes, length, value);
    length += Long.BYTES;
  }

  void putBytes(byte[] from, int offset, int count) {
    room(count);
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
  }

  int getByte() {
    return bytes[position++];
  }

  int getInt() {
    int value = (int) INTS.get(bytes, position);
    position += Integer.BYTES;
    return value;
  }

  long getLong() {
    long value = (long) LONGS.get(bytes, position);
    position += Long.BYTES;
    return value;
  }

  int position() {
    return position;
  }

  void skipTo(int newPosition) {
    position = newPosition;
  }

  private void room(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, count), grown()));
    }
  }

  private int grown() {
    return (int) Math.min(Integer.MAX_VALUE - 8L, 2L * bytes.length);
  }
}
