package io.flamelake.stacks.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes values one behind the other into a buffer that is used again. Numbers of a fixed size are
 * little endian; counts are varints as protobuf has them.
 */
public final class ByteWriter {
  private static final int FIRST_BYTES = 1 << 10;

  /** A larger buffer is given back, lest one large value keeps its memory for good. */
  private static final int KEPT_BYTES = 4 << 20;

  private byte[] bytes = new byte[FIRST_BYTES];
  private ByteBuffer view = view(bytes);
  private int position;

  /** Starts anew. */
  public void clear() {
    position = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[FIRST_BYTES];
      view = view(bytes);
    }
  }

  /** What was written; only the first {@link #length()} bytes, and only until more is written. */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return position;
  }

  public void int8(int value) {
    reserve(1);
    bytes[position++] = (byte) value;
  }

  public void int32(int value) {
    reserve(Integer.BYTES);
    view.putInt(position, value);
    position += Integer.BYTES;
  }

  public void int64(long value) {
    reserve(Long.BYTES);
    view.putLong(position, value);
    position += Long.BYTES;
  }

  /** A number that is never negative. */
  public void count(int value) {
    reserve(5);
    int rest = value;
    while (rest > 0x7f) {
      bytes[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[position++] = (byte) rest;
  }

  /** A string or null. */
  public void text(String value) {
    if (value == null) {
      count(0);
      return;
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    count(utf8.length + 1);
    raw(utf8);
  }

  public void texts(String[] values) {
    count(values.length);
    for (String value : values) {
      text(value);
    }
  }

  public void int8s(byte[] values) {
    count(values.length);
    raw(values);
  }

  public void int64s(long[] values) {
    count(values.length);
    int size = Math.multiplyExact(values.length, Long.BYTES);
    reserve(size);
    view.position(position).asLongBuffer().put(values);
    view.clear();
    position += size;
  }

  /** Leaves room for the length of what follows, see {@link #endBlock}. */
  public int startBlock() {
    reserve(Integer.BYTES);
    position += Integer.BYTES;
    return position;
  }

  /** Writes the length of a block at its start. */
  public void endBlock(int start) {
    view.putInt(start - Integer.BYTES, position - start);
  }

  private void raw(byte[] values) {
    reserve(values.length);
    System.arraycopy(values, 0, bytes, position, values.length);
    position += values.length;
  }

  private void reserve(int more) {
    int needed = Math.addExact(position, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, needed * 2L));
      view = view(bytes);
    }
  }

  private static ByteBuffer view(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
