package io.flamelake.matchers;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses selectors such as {@code {job="a", "my.label"=~"x.*"}}: Prometheus' instant vector
 * selectors (prometheus.io/docs, Querying basics) without a metric's name, with the quoted label
 * names of Prometheus 3.
 */
public final class SelectorParser {
  private final String text;
  private int position;

  private SelectorParser(String text) {
    this.text = text;
  }

  /**
   * The matchers of a selector, all of which must hold; {@code {}} has none.
   *
   * @throws MatchersSyntaxException if it is no selector
   */
  public static List<LabelMatcher> parse(String selector) throws MatchersSyntaxException {
    return new SelectorParser(selector).parse();
  }

  private List<LabelMatcher> parse() throws MatchersSyntaxException {
    List<LabelMatcher> matchers = new ArrayList<>();
    take('{', "'{'");
    while (peek() != '}') {
      matchers.add(matcher());
      if (peek() != '}') {
        take(',', "',' or '}'");
      }
    }
    position++;
    if (peek() != 0 || position < text.length()) {
      throw unexpected("the end");
    }
    return List.copyOf(matchers);
  }

  private LabelMatcher matcher() throws MatchersSyntaxException {
    String name = name();
    MatchType type = type();
    char quote = peek();
    if (!isQuote(quote)) {
      throw unexpected("a value in quotes");
    }
    int start = position + 1;
    return new LabelMatcher(name, type, string(), start);
  }

  private String name() throws MatchersSyntaxException {
    char first = peek();
    if (isQuote(first)) {
      int start = position;
      String name = string();
      if (name.isEmpty()) {
        position = start;
        throw unexpected("a label name that is not empty");
      }
      return name;
    }
    int start = position;
    if (!isAlpha(first)) {
      throw unexpected("a label name or '}'");
    }
    while (position < text.length() && isAlphanumeric(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  private MatchType type() throws MatchersSyntaxException {
    char first = peek();
    char second = position + 1 < text.length() ? text.charAt(position + 1) : 0;
    if (first == '=') {
      position += second == '~' ? 2 : 1;
      return second == '~' ? MatchType.REGEXP : MatchType.EQUAL;
    }
    if (first == '!' && (second == '=' || second == '~')) {
      position += 2;
      return second == '~' ? MatchType.NOT_REGEXP : MatchType.NOT_EQUAL;
    }
    throw unexpected("one of = != =~ !~");
  }

  private String string() throws MatchersSyntaxException {
    StringLiteral literal = new StringLiteral(text, position);
    String value = literal.read();
    position = literal.end();
    return value;
  }

  private void take(char wanted, String expected) throws MatchersSyntaxException {
    if (peek() != wanted) {
      throw unexpected(expected);
    }
    position++;
  }

  /** The next character that is neither space nor comment, or 0 at the end. */
  private char peek() {
    while (position < text.length()) {
      char next = text.charAt(position);
      if (next == '#') {
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end;
      } else if (next == ' ' || next == '\t' || next == '\n' || next == '\r') {
        position++;
      } else {
        return next;
      }
    }
    return 0;
  }

  private MatchersSyntaxException unexpected(String expected) {
    return StringLiteral.unexpected(text, position, expected);
  }

  private static boolean isQuote(char character) {
    return character == '"' || character == '\'' || character == '`';
  }

  private static boolean isAlpha(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isAlphanumeric(char c) {
    return isAlpha(c) || (c >= '0' && c <= '9');
  }
}
