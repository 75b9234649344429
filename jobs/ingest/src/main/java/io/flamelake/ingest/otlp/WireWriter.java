package io.flamelake.ingest.otlp;

import io.flamelake.ingest.compression.Uncompressor;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.wire.Wire;
import java.util.Arrays;

/** Writes protobuf's wire format, with zero bytes behind it as {@link Uncompressor} leaves them. */
final class WireWriter {

  /** Bytes that a length gets, for it is known only after what it is the length of. */
  private static final int LENGTH_BYTES = 5;

  private static final int MAX_VARINT = 10;
  private static final int FIRST_BYTES = 64 << 10;
  private static final int KEPT_BYTES = 16 << 20;

  private final int limit;
  private byte[] buffer = new byte[FIRST_BYTES];
  private int length;

  /**
   * @param limit the most bytes of one message
   */
  WireWriter(int limit) {
    this.limit = limit;
  }

  void reset() {
    if (buffer.length > KEPT_BYTES) {
      buffer = new byte[FIRST_BYTES];
    }
    length = 0;
  }

  /** Ends the message. */
  void end() {
    reserve(Uncompressor.PADDING);
    Arrays.fill(buffer, length, length + Uncompressor.PADDING, (byte) 0);
  }

  byte[] buffer() {
    return buffer;
  }

  int length() {
    return length;
  }

  /** Starts a field of bytes or a message; returns what {@link #finish} must be given. */
  int start(int field) {
    varint(Wire.tag(field, Wire.BYTES));
    reserve(LENGTH_BYTES);
    length += LENGTH_BYTES;
    return length;
  }

  /** Ends the field that started there. */
  void finish(int start) {
    int size = length - start;
    for (int i = LENGTH_BYTES; i > 0; i--) {
      buffer[start - i] = (byte) (size & 0x7f | (i == 1 ? 0 : 0x80));
      size >>>= 7;
    }
  }

  void number(int field, long value) {
    varint(Wire.tag(field, Wire.VARINT));
    varint(value);
  }

  void fixed64(int field, long value) {
    varint(Wire.tag(field, Wire.FIXED64));
    reserve(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      buffer[length++] = (byte) (value >>> shift);
    }
  }

  void bytes(int field, byte[] bytes, int count) {
    varint(Wire.tag(field, Wire.BYTES));
    varint(count);
    reserve(count);
    System.arraycopy(bytes, 0, buffer, length, count);
    length += count;
  }

  private void varint(long value) {
    reserve(MAX_VARINT);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      buffer[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[length++] = (byte) rest;
  }

  private void reserve(int bytes) {
    if (length > limit) {
      throw new BadRecord(
          Reason.PROFILE_SIZE_LIMIT,
          "the request has more than "
              + limit
              + " bytes as protobuf; send shorter windows or raise the limit");
    }
    if (buffer.length - length < bytes) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + bytes));
    }
  }
}
