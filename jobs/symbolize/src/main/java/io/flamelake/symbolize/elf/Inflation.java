package io.flamelake.symbolize.elf;

import com.github.luben.zstd.ZstdInputStream;
import io.flamelake.symbolize.MalformedFileException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Inflates compressed sections: those with {@code SHF_COMPRESSED} (System V ABI, chapter 4,
 * "Section Compression") and the older {@code .zdebug_...} of GNU. What is large goes to a
 * temporary file, which has no name any more when it is read.
 */
final class Inflation {
  private static final int ZLIB = 1;
  private static final int ZSTD = 2;
  private static final int OLD_MAGIC = 0x5a4c4942;
  private static final int OLD_HEADER = 12;
  private static final int CHUNK = 1 << 16;

  private final ElfLimits limits;
  private long inflated;

  Inflation(ElfLimits limits) {
    this.limits = limits;
  }

  /** Inflates a section with a compression header. */
  ByteBuffer inflate(ElfSection section, ByteBuffer bytes, boolean wide) throws IOException {
    int header = wide ? 24 : 12;
    if (bytes.limit() < header) {
      throw broken(section, "ends within its compression header", null);
    }
    int method = bytes.getInt(0);
    long size = wide ? bytes.getLong(8) : bytes.getInt(4) & 0xffffffffL;
    if (method != ZLIB && method != ZSTD) {
      throw broken(section, "is compressed by the unknown method " + method, null);
    }
    return inflate(section, bytes.slice(header, bytes.limit() - header), method, size);
  }

  /** Whether a section begins as a {@code .zdebug_...} section does. */
  static boolean isOld(ElfSection section, ByteBuffer bytes) {
    return section.name().startsWith(".zdebug_")
        && bytes.limit() >= OLD_HEADER
        && bytes.duplicate().getInt(0) == OLD_MAGIC;
  }

  ByteBuffer inflateOld(ElfSection section, ByteBuffer bytes) throws IOException {
    long size = bytes.duplicate().getLong(4);
    ByteBuffer data = bytes.slice(OLD_HEADER, bytes.limit() - OLD_HEADER);
    return inflate(section, data, ZLIB, size);
  }

  private ByteBuffer inflate(ElfSection section, ByteBuffer data, int method, long size)
      throws IOException {
    if (size < 0 || size > limits.sectionBytes() || size > limits.inflatedBytes() - inflated) {
      throw broken(
          section,
          "would have %s bytes inflated, more than allowed".formatted(Long.toUnsignedString(size)),
          null);
    }
    try (InputStream in = open(data, method)) {
      ByteBuffer result =
          size <= limits.heapBytes() ? onHeap(in, (int) size) : inTemporaryFile(in, size);
      inflated += size;
      return result;
    } catch (EOFException e) {
      throw broken(section, "has fewer bytes inflated than its header says", e);
    } catch (ZipException e) {
      throw broken(section, "can't be inflated: " + e.getMessage(), e);
    } catch (com.github.luben.zstd.ZstdIOException e) {
      throw broken(section, "can't be inflated: " + e.getMessage(), e);
    }
  }

  private static InputStream open(ByteBuffer data, int method) throws IOException {
    InputStream in = new BufferInput(data);
    return method == ZLIB ? new InflaterInputStream(in) : new ZstdInputStream(in);
  }

  private static ByteBuffer onHeap(InputStream in, int size) throws IOException {
    byte[] bytes = new byte[size];
    if (in.readNBytes(bytes, 0, size) < size) {
      throw new EOFException();
    }
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  private static ByteBuffer inTemporaryFile(InputStream in, long size) throws IOException {
    Path file = Files.createTempFile("flamelake-section", ".tmp");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      Files.delete(file);
      OutputStream out = Channels.newOutputStream(channel);
      byte[] chunk = new byte[CHUNK];
      for (long left = size; left > 0; ) {
        int read = in.read(chunk, 0, (int) Math.min(left, chunk.length));
        if (read < 0) {
          throw new EOFException();
        }
        out.write(chunk, 0, read);
        left -= read;
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static MalformedFileException broken(ElfSection section, String how, Throwable cause) {
    return new MalformedFileException("section %s %s".formatted(section.name(), how), cause);
  }

  private static final class BufferInput extends InputStream {
    private final ByteBuffer bytes;

    BufferInput(ByteBuffer bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.hasRemaining() ? bytes.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (!bytes.hasRemaining()) {
        return -1;
      }
      int count = Math.min(length, bytes.remaining());
      bytes.get(into, offset, count);
      return count;
    }
  }
}
