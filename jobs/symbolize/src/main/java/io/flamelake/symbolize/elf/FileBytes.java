package io.flamelake.symbolize.elf;

import io.flamelake.symbolize.MalformedFileException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of a file, of which parts up to 2 GB are seen at once. */
abstract class FileBytes implements Closeable {
  abstract long size();

  abstract ByteBuffer view(long offset, int length) throws IOException;

  /** A part as a read-only view in big-endian order; {@code what} names it in an error. */
  final ByteBuffer slice(String what, long offset, long length) throws IOException {
    if (offset < 0 || length < 0 || offset > size() - length) {
      throw new MalformedFileException(
          "the %s (%s bytes at offset %s) goes beyond the file's %d bytes"
              .formatted(
                  what, Long.toUnsignedString(length), Long.toUnsignedString(offset), size()));
    }
    if (length > Integer.MAX_VALUE) {
      throw new MalformedFileException(
          "the %s has %d bytes, more than the 2 GB that can be read".formatted(what, length));
    }
    return view(offset, (int) length);
  }

  static FileBytes of(ByteBuffer bytes) {
    return new Memory(bytes.slice().asReadOnlyBuffer());
  }

  static FileBytes of(FileChannel channel) throws IOException {
    return new Mapped(channel, channel.size());
  }

  private static final class Memory extends FileBytes {
    private final ByteBuffer bytes;

    Memory(ByteBuffer bytes) {
      this.bytes = bytes;
    }

    @Override
    long size() {
      return bytes.capacity();
    }

    @Override
    ByteBuffer view(long offset, int length) {
      return bytes.slice((int) offset, length);
    }

    @Override
    public void close() {}
  }

  private static final class Mapped extends FileBytes {
    private final FileChannel channel;
    private final long size;

    Mapped(FileChannel channel, long size) {
      this.channel = channel;
      this.size = size;
    }

    @Override
    long size() {
      return size;
    }

    @Override
    ByteBuffer view(long offset, int length) throws IOException {
      return length == 0
          ? ByteBuffer.allocate(0).asReadOnlyBuffer()
          : channel.map(FileChannel.MapMode.READ_ONLY, offset, length);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
