package io.flamelake.flamegraph.pprof;

import io.flamelake.flamegraph.Capacity;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Fields of protobuf messages (protobuf.dev, "Encoding"): numbers as varints, everything else with
 * its length. A number that is 0 is left out, as proto3 has it.
 */
final class ProtoBuffer {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int MAX_VARINT = 10;

  private byte[] bytes = new byte[256];
  private int size;

  void clear() {
    size = 0;
  }

  void number(int field, long value) {
    if (value != 0) {
      varint((long) field << 3 | VARINT);
      varint(value);
    }
  }

  void bytes(int field, byte[] value) {
    bytes(field, value, value.length);
  }

  void message(int field, ProtoBuffer message) {
    bytes(field, message.bytes, message.size);
  }

  /** One number of a packed field. */
  void varint(long value) {
    reserve(MAX_VARINT);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  private void bytes(int field, byte[] value, int length) {
    varint((long) field << 3 | LENGTH_DELIMITED);
    varint(length);
    reserve(length);
    System.arraycopy(value, 0, bytes, size, length);
    size += length;
  }

  private void reserve(int more) {
    if ((long) size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Capacity.grow(bytes.length, (long) size + more));
    }
  }
}
