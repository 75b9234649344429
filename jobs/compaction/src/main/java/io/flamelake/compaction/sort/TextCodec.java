package io.flamelake.compaction.sort;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts and binaries: their bytes, 0 as 0 255, and 0 0 at the end. Texts are in UTF-8, so they are
 * ordered by code point.
 */
final class TextCodec implements ValueCodec {
  private static final int ESCAPE = 0xFF;

  private final boolean text;
  private byte[] scratch = new byte[256];

  /** Rows of a sorted file repeat texts: the last one is not decoded again. */
  private byte[] lastBytes = new byte[0];

  private String last = "";

  private TextCodec(boolean text) {
    this.text = text;
  }

  static TextCodec ofText() {
    return new TextCodec(true);
  }

  static TextCodec ofBytes() {
    return new TextCodec(false);
  }

  @Override
  public void write(Object value, PackedRow row) {
    byte[] bytes = text ? value.toString().getBytes(StandardCharsets.UTF_8) : bytes(value);
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        row.putBytes(bytes, from, i + 1 - from);
        row.putByte(ESCAPE);
        from = i + 1;
      }
    }
    row.putBytes(bytes, from, bytes.length - from);
    row.putByte(0);
    row.putByte(0);
  }

  @Override
  public Object read(PackedRow row) {
    byte[] bytes = row.bytes();
    int start = row.position();
    int end = start;
    while (bytes[end] != 0) {
      end++;
    }
    if (bytes[end + 1] == 0) {
      row.skipTo(end + 2);
      return value(bytes, start, end);
    }
    return readEscaped(row, end);
  }

  private Object readEscaped(PackedRow row, int firstZero) {
    byte[] bytes = row.bytes();
    int length = 0;
    int at = row.position();
    while (at < firstZero || bytes[at] != 0 || bytes[at + 1] != 0) {
      if (length == scratch.length) {
        scratch = Arrays.copyOf(scratch, 2 * length);
      }
      scratch[length++] = bytes[at];
      at += bytes[at] == 0 ? 2 : 1;
    }
    row.skipTo(at + 2);
    return value(scratch, 0, length);
  }

  private Object value(byte[] bytes, int from, int to) {
    if (!text) {
      return ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to));
    }
    if (!Arrays.equals(bytes, from, to, lastBytes, 0, lastBytes.length)) {
      lastBytes = Arrays.copyOfRange(bytes, from, to);
      last = new String(lastBytes, StandardCharsets.UTF_8);
    }
    return last;
  }

  private static byte[] bytes(Object value) {
    ByteBuffer buffer = ((ByteBuffer) value).duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
