package io.flamelake.stacks.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.BytesInput;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;

/**
 * Values in Parquet's PLAIN encoding, in a buffer that is used again: little endian, a text after
 * its length in four bytes. Source: Apache Parquet format, Encodings, "Plain".
 */
final class PageBytes {
  private ByteBuffer buffer = allocate(1 << 10);

  /** Starts anew, with room for this many bytes. */
  void start(long bytes) {
    if (bytes > buffer.capacity()) {
      buffer = allocate(Math.toIntExact(bytes));
    }
    buffer.clear();
  }

  void add(long[] values, int count) {
    buffer.asLongBuffer().put(values, 0, count);
    buffer.position(buffer.position() + count * Long.BYTES);
  }

  /** Each number in four bytes. */
  void addInts(long[] values, int count) {
    for (int i = 0; i < count; i++) {
      buffer.putInt((int) values[i]);
    }
  }

  void add(Binary text) {
    buffer.putInt(text.length());
    buffer.put(text.getBytesUnsafe());
  }

  /** What was added; good until the next start. */
  BytesInput bytes() {
    return BytesInput.from(buffer.array(), 0, buffer.position());
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
