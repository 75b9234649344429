package io.flamelake.ingest.compression;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import java.util.Arrays;

/**
 * Brings a record's value, gzip (RFC 1952), zstd (RFC 8878) or plain, into one buffer that is kept
 * from record to record. Behind the content stand {@link #PADDING} zero bytes, so that a varint can
 * be read without asking for the end at every byte.
 */
public final class Uncompressor {

  /** Zero bytes behind the content; one more than the longest varint. */
  public static final int PADDING = 16;

  /**
   * Room behind the padding for the few strings that readers add to those of a message, and for
   * what {@link DeflateReader} writes too far.
   */
  private static final int SPARE = 4096;

  private static final int KEPT_BYTES = 16 << 20;
  private static final int FIRST_BYTES = 64 << 10;

  private final int limit;
  private final GzipReader gzip;
  private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
  private byte[] buffer = new byte[FIRST_BYTES];
  private int length;

  /**
   * @param limit the most bytes of one uncompressed value
   */
  public Uncompressor(int limit) {
    this(limit, new DeflateReader());
  }

  /**
   * @param deflate null: zlib reads all gzip, for tests to compare with
   */
  Uncompressor(int limit, DeflateReader deflate) {
    this.limit = limit;
    gzip = new GzipReader(this, deflate);
  }

  /**
   * Uncompresses a value; {@link #buffer} and {@link #length} then have its content.
   *
   * @throws BadRecord when it is damaged or too large
   */
  public void read(byte[] value) {
    shrink();
    length = 0;
    if (isGzip(value)) {
      gzip.read(value);
    } else if (isZstd(value)) {
      readZstd(value);
    } else {
      readPlain(value);
    }
    Arrays.fill(buffer, length, length + PADDING, (byte) 0);
  }

  public byte[] buffer() {
    return buffer;
  }

  public int length() {
    return length;
  }

  public static boolean isGzip(byte[] value) {
    return value.length >= 2 && value[0] == 0x1f && value[1] == (byte) 0x8b;
  }

  public static boolean isZstd(byte[] value) {
    return value.length >= 4
        && value[0] == 0x28
        && value[1] == (byte) 0xb5
        && value[2] == 0x2f
        && value[3] == (byte) 0xfd;
  }

  /** How many more bytes fit into the buffer as it is. */
  int room() {
    return Math.min(capacity(), limit) - length;
  }

  void advance(int bytes) {
    length += bytes;
  }

  /** Makes the buffer large enough for so many bytes, or for as many as the limit allows. */
  void reserve(long bytes) {
    if (capacity() < Math.min(bytes, limit)) {
      grow(bytes);
    }
  }

  /**
   * Makes the buffer larger, keeping its content.
   *
   * @throws BadRecord when it already has the limit's size
   */
  void grow(long wanted) {
    int capacity = capacity();
    if (capacity >= limit) {
      throw tooLarge();
    }
    long more = Math.min(limit, Math.max(wanted, capacity * 2L));
    buffer = Arrays.copyOf(buffer, (int) more + PADDING + SPARE);
  }

  private int capacity() {
    return buffer.length - PADDING - SPARE;
  }

  private BadRecord tooLarge() {
    return new BadRecord(
        Reason.PROFILE_SIZE_LIMIT,
        "the profile has more than "
            + limit
            + " bytes uncompressed; send shorter windows or raise the limit");
  }

  private void readPlain(byte[] value) {
    if (value.length > limit) {
      throw tooLarge();
    }
    if (value.length > capacity()) {
      grow(value.length);
    }
    System.arraycopy(value, 0, buffer, 0, value.length);
    length = value.length;
  }

  private void readZstd(byte[] value) {
    long told = Zstd.getFrameContentSize(value);
    if (told > limit) {
      throw tooLarge();
    }
    long wanted = told > 0 ? told : value.length * 4L;
    while (true) {
      reserve(wanted);
      try {
        length =
            zstd.decompressByteArray(
                buffer, 0, Math.min(capacity(), limit), value, 0, value.length);
        return;
      } catch (ZstdException e) {
        if (e.getErrorCode() != Zstd.errDstSizeTooSmall()) {
          throw new BadRecord(
              Reason.MALFORMED_ZSTD, "the zstd data can't be read: " + e.getMessage());
        }
        grow(0);
        wanted = capacity();
      }
    }
  }

  /** One huge profile must not hold its memory for ever. */
  private void shrink() {
    if (buffer.length > KEPT_BYTES) {
      buffer = new byte[FIRST_BYTES];
    }
  }
}
