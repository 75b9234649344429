package io.flamelake.stacks.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote. */
public final class ByteReader {
  private static final byte[] NOTHING = {};

  private ByteBuffer view = ByteBuffer.wrap(NOTHING);
  private byte[] bytes = NOTHING;
  private int position;

  /** Starts at the beginning of these bytes. */
  public void reset(byte[] newBytes) {
    if (newBytes != bytes) {
      bytes = newBytes;
      view = ByteBuffer.wrap(newBytes).order(ByteOrder.LITTLE_ENDIAN);
    }
    position = 0;
  }

  /** How many bytes were read. */
  public int position() {
    return position;
  }

  public int int8() {
    return bytes[position++];
  }

  public int int32() {
    int value = view.getInt(position);
    position += Integer.BYTES;
    return value;
  }

  public long int64() {
    long value = view.getLong(position);
    position += Long.BYTES;
    return value;
  }

  public int count() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[position++];
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /** How many values follow, each of them at least so long. */
  private int count(int bytes) {
    int count = count();
    if (count < 0 || count > (this.bytes.length - position) / bytes) {
      throw new IllegalStateException(
          count + " values are told where " + (this.bytes.length - position) + " bytes are left");
    }
    return count;
  }

  /** A string or null. */
  public String text() {
    int length = count() - 1;
    if (length < 0) {
      return null;
    }
    String value = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return value;
  }

  public String[] texts() {
    String[] values = new String[count(1)];
    for (int i = 0; i < values.length; i++) {
      values[i] = text();
    }
    return values;
  }

  public byte[] int8s() {
    int length = count(1);
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  public long[] int64s() {
    long[] values = new long[count(Long.BYTES)];
    view.position(position).asLongBuffer().get(values);
    view.clear();
    position += values.length * Long.BYTES;
    return values;
  }

  /** Compares the bytes that come next. */
  public boolean startsWith(byte[] prefix, int length) {
    return Arrays.equals(bytes, position, position + length, prefix, 0, length);
  }

  /** Copies the bytes that come next without passing them. */
  public byte[] peek(int length) {
    return Arrays.copyOfRange(bytes, position, position + length);
  }

  /** A hash of the bytes that come next, without passing them. */
  public int peekHash(int length) {
    int hash = length;
    int end = position + length;
    int i = position;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      hash = hash * 31 + Long.hashCode(view.getLong(i) * 0x9e3779b97f4a7c15L);
    }
    for (; i < end; i++) {
      hash = hash * 31 + bytes[i];
    }
    return hash;
  }

  public void skip(int length) {
    position += length;
  }
}
