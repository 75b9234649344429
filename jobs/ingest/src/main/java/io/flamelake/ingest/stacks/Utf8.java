package io.flamelake.ingest.stacks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Checks of UTF-8 on bytes (RFC 3629), quick for ASCII. */
final class Utf8 {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** The high bits of so many bytes, those among the first eight and those among the next. */
  private static final long[] FIRST = new long[2 * Long.BYTES];

  private static final long[] SECOND = new long[2 * Long.BYTES];

  static {
    for (int bytes = 1; bytes < FIRST.length; bytes++) {
      FIRST[bytes] = HIGH_BITS >>> Byte.SIZE * Math.max(0, Long.BYTES - bytes);
      SECOND[bytes] = bytes <= Long.BYTES ? 0 : HIGH_BITS >>> Byte.SIZE * (2 * Long.BYTES - bytes);
    }
  }

  private Utf8() {}

  static boolean isValid(byte[] data, int offset, int length) {
    int end = offset + length;
    int p = offset;
    while (p + 2 * Long.BYTES <= end) {
      long both = (long) LONGS.get(data, p) | (long) LONGS.get(data, p + Long.BYTES);
      if ((both & HIGH_BITS) != 0) {
        return restIsValid(data, p, end);
      }
      p += 2 * Long.BYTES;
    }
    return isShortAscii(data, p, end) || restIsValid(data, p, end);
  }

  /** Whether less than 16 bytes are ASCII; may answer no near the end of the array. */
  private static boolean isShortAscii(byte[] data, int start, int end) {
    if (start + 2 * Long.BYTES > data.length) {
      return start == end;
    }
    int bytes = end - start;
    long low = (long) LONGS.get(data, start) & FIRST[bytes];
    long high = (long) LONGS.get(data, start + Long.BYTES) & SECOND[bytes];
    return (low | high) == 0;
  }

  private static boolean restIsValid(byte[] data, int start, int end) {
    int p = start;
    while (p < end) {
      int lead = data[p] & 0xff;
      if (lead < 0x80) {
        p++;
        continue;
      }
      int size = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
      if (size == 0 || p + size > end || !tailIsValid(data, p, lead, size)) {
        return false;
      }
      p += size;
    }
    return true;
  }

  private static boolean tailIsValid(byte[] data, int p, int lead, int size) {
    int second = data[p + 1] & 0xff;
    int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) {
      return false;
    }
    for (int i = 2; i < size; i++) {
      if ((data[p + i] & 0xc0) != 0x80) {
        return false;
      }
    }
    return true;
  }

  /** The same text with U+FFFD for every byte sequence that is not UTF-8. */
  static byte[] repair(byte[] data, int offset, int length) {
    return new String(data, offset, length, StandardCharsets.UTF_8)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The greatest length up to {@code limit} that does not cut a character in two. */
  static int cut(byte[] data, int offset, int limit) {
    int length = limit;
    while (length > 0 && limit - length < 4 && (data[offset + length] & 0xc0) == 0x80) {
      length--;
    }
    return length;
  }
}
