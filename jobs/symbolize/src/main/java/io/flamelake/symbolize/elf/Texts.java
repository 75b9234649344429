package io.flamelake.symbolize.elf;

import io.flamelake.symbolize.MalformedFileException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads texts that end with a zero byte. */
public final class Texts {
  /** A text with more bytes than this is taken for garbage. */
  public static final int MAX_BYTES = 1 << 20;

  private Texts() {}

  /** How many bytes the text has that starts at an offset, without its zero byte. */
  public static int length(ByteBuffer bytes, long offset) throws MalformedFileException {
    int limit = bytes.limit();
    if (offset < 0 || offset >= limit) {
      throw new MalformedFileException(
          "a text at offset %s lies outside its section of %d bytes"
              .formatted(Long.toUnsignedString(offset), limit));
    }
    int start = (int) offset;
    int end = (int) Math.min(limit, (long) start + MAX_BYTES);
    int i = start;
    while (i <= end - Long.BYTES && !hasZero(bytes.getLong(i))) {
      i += Long.BYTES;
    }
    for (; i < end; i++) {
      if (bytes.get(i) == 0) {
        return i - start;
      }
    }
    throw new MalformedFileException("the text at offset %d does not end".formatted(offset));
  }

  private static boolean hasZero(long eight) {
    return (eight - 0x0101010101010101L & ~eight & 0x8080808080808080L) != 0;
  }

  /** The text at an offset; bytes that are not UTF-8 become replacement characters. */
  public static String at(ByteBuffer bytes, long offset) throws MalformedFileException {
    byte[] text = new byte[length(bytes, offset)];
    bytes.get((int) offset, text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
