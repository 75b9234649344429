package io.flamelake.ingest.labels;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a Prometheus label set as its query language writes one: {@code {name="value", …}}, names
 * plain or, as since Prometheus 3, quoted; a quoted name without a value is the label {@code
 * __name__}. Strings are in double or single quotes with the escapes of Go, or raw in backticks. A
 * comma may end the list. A label with an empty value is one that is not there.
 */
final class LabelParser {

  private static final String METRIC_NAME = "__name__";
  private static final String SIMPLE_ESCAPES = "abfnrtv\\\"'";
  private static final String SIMPLE_ESCAPED = "\u0007\b\f\n\r\t\u000b\\\"'";

  private final String text;
  private final Map<String, String> labels = new LinkedHashMap<>();
  private int position;

  private LabelParser(String text) {
    this.text = text;
  }

  /**
   * The labels in the order written.
   *
   * @throws BadRecord telling the character at which the text stops being a label set
   */
  static Map<String, String> parse(byte[] utf8) {
    try {
      LabelParser parser =
          new LabelParser(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
      parser.parseSet();
      return parser.labels;
    } catch (CharacterCodingException e) {
      throw new BadRecord(Reason.MALFORMED_LABELS, "the header `labels` is not UTF-8");
    }
  }

  private void parseSet() {
    skipSpace();
    if (position == text.length()) {
      return;
    }
    expect('{');
    skipSpace();
    while (!at('}')) {
      parseLabel();
      skipSpace();
      if (!at('}')) {
        expect(',');
        skipSpace();
      }
    }
    position++;
    skipSpace();
    if (position < text.length()) {
      throw bad("the end of the header");
    }
  }

  private void parseLabel() {
    boolean quoted = atQuote();
    String name = quoted ? parseString() : parseName();
    skipSpace();
    if (quoted && (at(',') || at('}'))) {
      put(METRIC_NAME, name);
      return;
    }
    expect('=');
    if (at('~') || at('=')) {
      throw bad("a quoted value (labels are told by = only)");
    }
    skipSpace();
    if (!atQuote()) {
      throw bad("a quoted value");
    }
    put(name, parseString());
  }

  private void put(String name, String value) {
    if (name.isEmpty()) {
      throw bad("a label name that is not empty");
    }
    if (labels.putIfAbsent(name, value) != null) {
      throw new BadRecord(
          Reason.DUPLICATE_LABEL_NAMES,
          "the header `labels` has the label " + BadRecord.quote(name) + " twice");
    }
  }

  private String parseName() {
    int start = position;
    while (position < text.length() && isNamePart(text.charAt(position))) {
      position++;
    }
    if (position == start || isDigit(text.charAt(start))) {
      position = start;
      throw bad("a label name (in quotes if it has other characters than a-z, A-Z, 0-9, _)");
    }
    return text.substring(start, position);
  }

  private static boolean isNamePart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String parseString() {
    int start = position;
    char quote = text.charAt(position++);
    StringBuilder out = new StringBuilder();
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == quote) {
        return out.toString();
      }
      if (c == '\\' && quote != '`') {
        parseEscape(out);
      } else {
        out.append(c);
      }
    }
    throw new BadRecord(
        Reason.MALFORMED_LABELS,
        "the header `labels` has a string without an end, from character "
            + (start + 1)
            + " on: "
            + BadRecord.quote(text));
  }

  private void parseEscape(StringBuilder out) {
    int start = position - 1;
    char c = position < text.length() ? text.charAt(position) : 0;
    int simple = SIMPLE_ESCAPES.indexOf(c);
    if (simple >= 0) {
      position++;
      out.append(SIMPLE_ESCAPED.charAt(simple));
    } else if (c == 'x') {
      position++;
      out.appendCodePoint(number(start, 2, 16, 0x7f));
    } else if (c == 'u' || c == 'U') {
      position++;
      out.appendCodePoint(number(start, c == 'u' ? 4 : 8, 16, Character.MAX_CODE_POINT));
    } else {
      out.appendCodePoint(number(start, 3, 8, 0x7f));
    }
  }

  /** A number of so many digits; greater ones than {@code max} are no characters by themselves. */
  private int number(int escapeStart, int digits, int radix, int max) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit =
          position < text.length() && text.charAt(position) < 0x80
              ? Character.digit(text.charAt(position++), radix)
              : -1;
      value = digit < 0 || value > max ? Integer.MAX_VALUE : value * radix + digit;
    }
    if (value > max || value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE) {
      position = escapeStart;
      throw bad("an escape that stands for a character");
    }
    return value;
  }

  private void skipSpace() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private boolean at(char c) {
    return position < text.length() && text.charAt(position) == c;
  }

  private boolean atQuote() {
    return at('"') || at('\'') || at('`');
  }

  private void expect(char c) {
    if (!at(c)) {
      throw bad("'" + c + "'");
    }
    position++;
  }

  private BadRecord bad(String wanted) {
    String found =
        position < text.length()
            ? BadRecord.quote(text.substring(position, position + 1))
            : "its end";
    return new BadRecord(
        Reason.MALFORMED_LABELS,
        "the header `labels` has "
            + found
            + " at character "
            + (position + 1)
            + " where "
            + wanted
            + " must stand: "
            + BadRecord.quote(text));
  }
}
