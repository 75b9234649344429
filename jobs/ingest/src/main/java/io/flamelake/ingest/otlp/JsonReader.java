package io.flamelake.ingest.otlp;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A cursor over JSON (RFC 8259) in UTF-8. Strings and numbers are left in a buffer. */
final class JsonReader {

  private static final int MAX_DEPTH = 100;

  private byte[] data;
  private int end;
  private int position;

  /** The string or number read last, in UTF-8, from 0 up to {@code textLength}. */
  byte[] text = new byte[256];

  int textLength;

  void reset(byte[] newData, int length) {
    data = newData;
    end = length;
    position = 0;
  }

  /** The next character that is no space; 0 at the end. */
  char peek() {
    while (position < end) {
      byte b = data[position];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return (char) (b & 0xff);
      }
      position++;
    }
    return 0;
  }

  /** Takes the next character if it is this one. */
  boolean take(char wanted) {
    if (peek() != wanted) {
      return false;
    }
    position++;
    return true;
  }

  void expect(char wanted) {
    if (!take(wanted)) {
      throw damaged("'" + wanted + "' is missing");
    }
  }

  void expectEnd() {
    if (peek() != 0 || position < end) {
      throw damaged("something follows the request");
    }
  }

  /** Takes the literal null if it is next. */
  boolean takeNull() {
    return takeLiteral("null");
  }

  boolean readBoolean() {
    if (takeLiteral("true")) {
      return true;
    }
    if (takeLiteral("false")) {
      return false;
    }
    throw damaged("true or false is missing");
  }

  private boolean takeLiteral(String literal) {
    peek();
    if (end - position < literal.length()) {
      return false;
    }
    for (int i = 0; i < literal.length(); i++) {
      if (data[position + i] != literal.charAt(i)) {
        return false;
      }
    }
    position += literal.length();
    return true;
  }

  /** Reads a number, or a string that may have one, as its text. */
  void readNumberText() {
    if (peek() == '"') {
      readString();
      return;
    }
    int start = position;
    while (position < end && isNumberPart(data[position])) {
      position++;
    }
    if (position == start) {
      throw damaged("a number is missing");
    }
    textLength = 0;
    append(start, position);
  }

  private static boolean isNumberPart(byte b) {
    return b >= '0' && b <= '9' || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
  }

  /** Reads a string, its escapes undone. */
  void readString() {
    expect('"');
    textLength = 0;
    int start = position;
    while (position < end) {
      byte b = data[position];
      if (b == '"') {
        append(start, position);
        position++;
        return;
      }
      if (b == '\\') {
        append(start, position);
        position++;
        readEscape();
        start = position;
      } else if (b >= 0 && b < ' ') {
        throw damaged("a string has a control character");
      } else {
        position++;
      }
    }
    throw damaged("a string has no end");
  }

  private void readEscape() {
    char c = position < end ? (char) data[position] : 0;
    position++;
    switch (c) {
      case '"', '\\', '/' -> append(c);
      case 'b' -> append('\b');
      case 'f' -> append('\f');
      case 'n' -> append('\n');
      case 'r' -> append('\r');
      case 't' -> append('\t');
      case 'u' -> appendCodePoint(readCodePoint());
      default -> {
        position--;
        throw damaged("a string has an unknown escape");
      }
    }
  }

  /** A surrogate without its other half becomes U+FFFD. */
  private int readCodePoint() {
    char high = readHex();
    if (!Character.isSurrogate(high)) {
      return high;
    }
    int before = position;
    if (Character.isHighSurrogate(high)
        && end - position >= 2
        && data[position] == '\\'
        && data[position + 1] == 'u') {
      position += 2;
      char low = readHex();
      if (Character.isLowSurrogate(low)) {
        return Character.toCodePoint(high, low);
      }
      position = before;
    }
    return 0xfffd;
  }

  private char readHex() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = position < end ? Character.digit(data[position], 16) : -1;
      if (digit < 0) {
        throw damaged("a string has an unknown escape");
      }
      value = value << 4 | digit;
      position++;
    }
    return (char) value;
  }

  /** Skips a value of any kind. */
  void skipValue() {
    skipValue(0);
  }

  private void skipValue(int depth) {
    checkDepth(depth);
    switch (peek()) {
      case '"' -> readString();
      case '{' -> skipObject(depth);
      case '[' -> skipArray(depth);
      case 't', 'f' -> readBoolean();
      case 'n' -> {
        if (!takeNull()) {
          throw damaged("a value is missing");
        }
      }
      default -> readNumberText();
    }
  }

  private void skipObject(int depth) {
    expect('{');
    if (take('}')) {
      return;
    }
    do {
      readString();
      expect(':');
      skipValue(depth + 1);
    } while (take(','));
    expect('}');
  }

  private void skipArray(int depth) {
    expect('[');
    if (take(']')) {
      return;
    }
    do {
      skipValue(depth + 1);
    } while (take(','));
    expect(']');
  }

  void checkDepth(int depth) {
    if (depth > MAX_DEPTH) {
      throw damaged("values are nested too deep");
    }
  }

  boolean textIs(byte[] utf8) {
    return Arrays.equals(text, 0, textLength, utf8, 0, utf8.length);
  }

  /** The text as a new string. */
  String string() {
    return new String(text, 0, textLength, StandardCharsets.UTF_8);
  }

  private void append(int start, int stop) {
    int size = stop - start;
    if (text.length - textLength < size) {
      text = Arrays.copyOf(text, Math.max(text.length * 2, textLength + size));
    }
    System.arraycopy(data, start, text, textLength, size);
    textLength += size;
  }

  private void append(int b) {
    if (textLength == text.length) {
      text = Arrays.copyOf(text, textLength * 2);
    }
    text[textLength++] = (byte) b;
  }

  private void appendCodePoint(int c) {
    if (c < 0x80) {
      append(c);
    } else if (c < 0x800) {
      append(0xc0 | c >> 6);
      append(0x80 | c & 0x3f);
    } else if (c < 0x10000) {
      append(0xe0 | c >> 12);
      append(0x80 | c >> 6 & 0x3f);
      append(0x80 | c & 0x3f);
    } else {
      append(0xf0 | c >> 18);
      append(0x80 | c >> 12 & 0x3f);
      append(0x80 | c >> 6 & 0x3f);
      append(0x80 | c & 0x3f);
    }
  }

  /** To be thrown: what is wrong at the current position. */
  BadRecord damaged(String what) {
    return new BadRecord(
        Reason.MALFORMED_OTLP,
        "the bytes are no OTLP request in JSON: "
            + what
            + " at byte "
            + position
            + " of the uncompressed data; was it cut, or is it another format?");
  }
}
