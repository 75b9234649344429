package io.flamelake.matchers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * A string of PromQL (prometheus.io/docs, Querying basics, String literals): in double or single
 * quotes with Go's escapes, or in backticks as it stands.
 */
final class StringLiteral {
  private static final String SIMPLE = "abfnrtv\\";
  private static final String MEANING = "\u0007\b\f\n\r\t\u000b\\";

  private final String text;
  private final int start;
  private final char quote;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int position;

  /**
   * @param start where the opening quote stands
   */
  StringLiteral(String text, int start) {
    this.text = text;
    this.start = start;
    this.quote = text.charAt(start);
    this.position = start + 1;
  }

  /** The position after the closing quote. */
  int end() {
    return position;
  }

  String read() throws MatchersSyntaxException {
    if (quote == '`') {
      int close = text.indexOf('`', position);
      if (close < 0) {
        throw unexpected(text, text.length(), "a closing `");
      }
      position = close + 1;
      return text.substring(start + 1, close);
    }
    while (next() != quote) {
      if (next() == '\\') {
        escape();
      } else {
        int character = text.codePointAt(position);
        put(character);
        position += Character.charCount(character);
      }
    }
    position++;
    return decoded();
  }

  private char next() throws MatchersSyntaxException {
    if (position >= text.length() || text.charAt(position) == '\n') {
      throw unexpected(text, position, "a closing " + quote);
    }
    return text.charAt(position);
  }

  private void escape() throws MatchersSyntaxException {
    int at = position++;
    char kind = position < text.length() ? text.charAt(position) : 0;
    int simple = kind == quote ? 0 : SIMPLE.indexOf(kind);
    if (kind == quote) {
      bytes.write(quote);
      position++;
    } else if (simple >= 0) {
      bytes.write(MEANING.charAt(simple));
      position++;
    } else if (kind >= '0' && kind <= '7') {
      bytes.write(number(at, position, 3, 8, 0xFF));
    } else if (kind == 'x') {
      bytes.write(number(at, position + 1, 2, 16, 0xFF));
    } else if (kind == 'u' || kind == 'U') {
      put(number(at, position + 1, kind == 'u' ? 4 : 8, 16, Character.MAX_CODE_POINT));
    } else {
      throw unexpected(text, at, "an escape such as \\n, \\\\ or \\" + quote);
    }
  }

  private int number(int at, int from, int digits, int radix, int most)
      throws MatchersSyntaxException {
    long value = 0;
    position = from + digits;
    for (int i = from; i < position; i++) {
      int digit = i < text.length() ? digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        throw unexpected(text, at, "an escape of %d digits".formatted(digits));
      }
      value = value * radix + digit;
    }
    if (value > most || (most > 0xFF && value >= 0xD800 && value < 0xE000)) {
      throw unexpected(text, at, "an escape of a character that exists");
    }
    return (int) value;
  }

  private static int digit(char character, int radix) {
    return character < 0x80 ? Character.digit(character, radix) : -1;
  }

  private void put(int character) {
    bytes.writeBytes(Character.toString(character).getBytes(UTF_8));
  }

  private String decoded() throws MatchersSyntaxException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw unexpected(text, start, "a string whose escaped bytes are UTF-8");
    }
  }

  static MatchersSyntaxException unexpected(String text, int position, String expected) {
    String found =
        position >= text.length()
            ? "the end"
            : "'" + Character.toString(text.codePointAt(position)) + "'";
    return new MatchersSyntaxException(
        "at character %d: expected %s, found %s".formatted(position + 1, expected, found));
  }
}
