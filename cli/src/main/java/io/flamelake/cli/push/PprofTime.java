package io.flamelake.cli.push;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Reads and replaces the time of a pprof profile: field 9, {@code time_nanos}, of message Profile
 * (google/pprof, proto/profile.proto).
 *
 * <p>The time is replaced by adding the field again at the end: of a field that stands twice, a
 * protobuf reader takes the last (Protocol Buffers, "Encoding", Last One Wins). Gzip and zstd both
 * allow a further member behind the first, so that nothing is compressed again.
 */
final class PprofTime {
  private static final int TIME_NANOS = 9;
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private PprofTime() {}

  /**
   * The profile's time in nanoseconds since 1970, 0 if it has none.
   *
   * @throws IOException if these bytes are no profile
   */
  static long read(byte[] profile) throws IOException {
    try (InputStream in = plain(profile)) {
      return new FieldReader(in.readAllBytes()).lastVarint(TIME_NANOS);
    }
  }

  /** The same profile at another time. */
  static byte[] replace(byte[] profile, long timeNanos) throws IOException {
    byte[] field = field(timeNanos);
    byte[] member = field;
    if (isGzip(profile)) {
      ByteArrayOutputStream gzip = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
        out.write(field);
      }
      member = gzip.toByteArray();
    } else if (isZstd(profile)) {
      member = Zstd.compress(field);
    }
    byte[] all = Arrays.copyOf(profile, profile.length + member.length);
    System.arraycopy(member, 0, all, profile.length, member.length);
    return all;
  }

  private static byte[] field(long timeNanos) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write((TIME_NANOS << 3) | VARINT);
    long rest = timeNanos;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return out.toByteArray();
  }

  private static InputStream plain(byte[] profile) throws IOException {
    InputStream in = new ByteArrayInputStream(profile);
    if (isGzip(profile)) {
      return new GZIPInputStream(in);
    }
    return isZstd(profile) ? new ZstdInputStream(in) : in;
  }

  private static boolean isGzip(byte[] bytes) {
    return bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
  }

  private static boolean isZstd(byte[] bytes) {
    return bytes.length > 4
        && (bytes[0] & 0xff) == 0x28
        && (bytes[1] & 0xff) == 0xb5
        && bytes[2] == 0x2f
        && (bytes[3] & 0xff) == 0xfd;
  }

  /** Walks the top-level fields of a protobuf message. */
  private static final class FieldReader {
    private final byte[] bytes;
    private int position;

    FieldReader(byte[] bytes) {
      this.bytes = bytes;
    }

    long lastVarint(int wanted) throws IOException {
      long found = 0;
      while (position < bytes.length) {
        long tag = varint();
        switch ((int) (tag & 7)) {
          case VARINT -> {
            long value = varint();
            found = tag >>> 3 == wanted ? value : found;
          }
          case FIXED64 -> skip(Long.BYTES);
          case LENGTH_DELIMITED -> skip(varint());
          case FIXED32 -> skip(Integer.BYTES);
          default -> throw new IOException("it is no pprof profile");
        }
      }
      return found;
    }

    private long varint() throws IOException {
      long value = 0;
      for (int shift = 0; shift < Long.SIZE && position < bytes.length; shift += 7) {
        byte next = bytes[position++];
        value |= (next & 0x7fL) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new IOException("it is no pprof profile");
    }

    private void skip(long length) throws IOException {
      if (length < 0 || length > bytes.length - position) {
        throw new IOException("it is no pprof profile, or its end is missing");
      }
      position += (int) length;
    }
  }
}
