package io.flamelake.ingest.jfr;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import one.jfr.Dictionary;

/**
 * A cursor over the bytes of a chunk, which never leaves them. Numbers are LEB128, as JDK's {@code
 * jdk.jfr.internal.consumer.RecordingInput} and {@code one.jfr.JfrReader} read them.
 */
final class Cursor {

  // Encodings of strings.
  private static final byte NULL = 0;
  private static final byte EMPTY = 1;
  private static final byte CONSTANT = 2;
  private static final byte UTF8 = 3;
  private static final byte CHARS = 4;
  private static final byte LATIN1 = 5;

  private static final int MAX_INT_BYTES = 10;
  private static final int LONG_BYTES = 9;

  final byte[] data;
  final int end;
  int position;

  Cursor(byte[] data, int start, int end) {
    this.data = data;
    this.position = start;
    this.end = end;
  }

  byte next() {
    if (position >= end) {
      throw damaged("the chunk ends within a value");
    }
    return data[position++];
  }

  int number() {
    int result = 0;
    for (int i = 0; i < MAX_INT_BYTES; i++) {
      byte b = next();
      result |= (b & 0x7f) << 7 * i;
      if (b >= 0) {
        return result;
      }
    }
    throw damaged("a number has no end");
  }

  long longNumber() {
    long result = 0;
    for (int i = 0; i < LONG_BYTES - 1; i++) {
      byte b = next();
      result |= (b & 0x7fL) << 7 * i;
      if (b >= 0) {
        return result;
      }
    }
    return result | (next() & 0xffL) << 56;
  }

  /** A number of things that follow, each of at least so many bytes. */
  int count(int bytesOfEach) {
    int count = number();
    if (count < 0 || count > (end - position) / bytesOfEach) {
      throw damaged("more of something is told than the chunk has room for, " + count);
    }
    return count;
  }

  void skip(int bytes) {
    if (bytes < 0 || bytes > end - position) {
      throw damaged("the chunk ends within a value");
    }
    position += bytes;
  }

  void skipNumbers(int numbers) {
    for (int i = 0; i < numbers; i++) {
      longNumber();
    }
  }

  void skipString() {
    byte encoding = next();
    switch (encoding) {
      case NULL, EMPTY -> {}
      case CONSTANT -> longNumber();
      case UTF8, LATIN1 -> skip(count(1));
      case CHARS -> skipChars();
      default -> throw damaged("a string is of unknown encoding " + encoding);
    }
  }

  private void skipChars() {
    for (int left = count(1); left > 0; left--) {
      number();
    }
  }

  /**
   * Reads a string; null when it is none.
   *
   * @param constants where those are that are told by a key
   */
  String string(Dictionary<String> constants) {
    int start = position;
    byte encoding = next();
    switch (encoding) {
      case CONSTANT -> {
        return constants.get(longNumber());
      }
      case UTF8, LATIN1 -> {
        int length = count(1);
        position += length;
        Charset charset = encoding == UTF8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        return new String(data, position - length, length, charset);
      }
      case CHARS -> {
        char[] chars = new char[count(1)];
        for (int i = 0; i < chars.length; i++) {
          chars[i] = (char) number();
        }
        return new String(chars);
      }
      default -> {
        position = start;
        skipString();
        return encoding == NULL ? null : "";
      }
    }
  }

  BadRecord damaged(String what) {
    return new BadRecord(
        Reason.MALFORMED_JFR,
        "the JFR chunk is damaged: "
            + what
            + " at its byte "
            + position
            + "; was it cut, or written by an unknown version?");
  }
}
