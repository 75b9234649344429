package io.flamelake.ingest.compression;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;

/** The header of a gzip member (RFC 1952, section 2.3), whose checksum is not looked at. */
final class GzipHeader {

  /** Bytes of a header without anything optional. */
  static final int FIXED_BYTES = 10;

  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private GzipHeader() {}

  /**
   * Where a header ends.
   *
   * @param start where it must start
   * @throws BadRecord when there is none, or it is cut short
   */
  static int end(byte[] value, int start) {
    need(value, start, FIXED_BYTES);
    if (value[start] != 0x1f || value[start + 1] != (byte) 0x8b) {
      throw bad("no gzip member starts at byte " + start + ", though one must");
    }
    int flags = value[start + 3] & 0xff;
    if (value[start + 2] != 8 || (flags & RESERVED) != 0) {
      throw bad("the gzip member at byte " + start + " is of an unknown kind");
    }
    int end = start + FIXED_BYTES;
    if ((flags & EXTRA) != 0) {
      need(value, end, 2);
      int extra = (value[end] & 0xff) | (value[end + 1] & 0xff) << 8;
      end += 2;
      need(value, end, extra);
      end += extra;
    }
    end = (flags & NAME) == 0 ? end : behindZero(value, end);
    end = (flags & COMMENT) == 0 ? end : behindZero(value, end);
    if ((flags & HEADER_CRC) != 0) {
      need(value, end, 2);
      end += 2;
    }
    return end;
  }

  /** Throws when there are not so many bytes from {@code position} on. */
  static void need(byte[] value, int position, int bytes) {
    if (value.length - position < bytes) {
      throw cutShort(value);
    }
  }

  static BadRecord cutShort(byte[] value) {
    return bad(
        "the gzip data ends too early, after "
            + value.length
            + " bytes; was it cut on its way to Kafka?");
  }

  static BadRecord bad(String message) {
    return new BadRecord(Reason.MALFORMED_GZIP, message);
  }

  private static int behindZero(byte[] value, int start) {
    int end = start;
    do {
      need(value, end, 1);
    } while (value[end++] != 0);
    return end;
  }
}
