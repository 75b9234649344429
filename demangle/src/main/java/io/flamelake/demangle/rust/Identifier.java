package io.flamelake.demangle.rust;

import io.flamelake.demangle.tree.Cursor;

/** Identifiers, with characters beyond ASCII as of RFC 3492 (Punycode). */
final class Identifier {
  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int INITIAL_BIAS = 72;
  private static final int INITIAL_N = 128;

  /** Longer ones would take a time that grows with the square of their length. */
  private static final int MAX_ENCODED = 1024;

  private Identifier() {}

  /** The identifier that follows. */
  static String parse(Cursor in) {
    boolean encoded = in.take('u');
    Cursor.require(in.peekDigit());
    int length = in.peek() == '0' ? zero(in) : in.number();
    in.take('_');
    String name = in.text(length);
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      Cursor.require(c == '_' || Cursor.isDigit(c) || isLetter(c));
    }
    return encoded ? decode(name) : name;
  }

  private static int zero(Cursor in) {
    in.skip(1);
    return 0;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** What was encoded; the delimiter is an underscore here. */
  private static String decode(String name) {
    Cursor.require(name.length() <= MAX_ENCODED);
    int delimiter = name.lastIndexOf('_');
    StringBuilder text = new StringBuilder(delimiter < 0 ? "" : name.substring(0, delimiter));
    int[] points = new int[name.length()];
    int count = text.length();
    for (int i = 0; i < count; i++) {
      points[i] = text.charAt(i);
    }
    count = insert(name, delimiter + 1, points, count);
    text.setLength(0);
    for (int i = 0; i < count; i++) {
      text.appendCodePoint(points[i]);
    }
    return text.toString();
  }

  private static int insert(String name, int from, int[] points, int basic) {
    int count = basic;
    int bias = INITIAL_BIAS;
    long point = INITIAL_N;
    long at = 0;
    int i = from;
    while (i < name.length()) {
      long before = at;
      long weight = 1;
      for (int k = BASE; ; k += BASE) {
        Cursor.require(i < name.length());
        int digit = digit(name.charAt(i++));
        at += digit * weight;
        int threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
        if (digit < threshold) {
          break;
        }
        weight *= BASE - threshold;
        Cursor.require(weight < 1L << 32 && at < 1L << 40);
      }
      count++;
      bias = bias(at - before, count, before == 0);
      point += at / count;
      at %= count;
      Cursor.require(point <= Character.MAX_CODE_POINT && (point < 0xd800 || point > 0xdfff));
      System.arraycopy(points, (int) at, points, (int) at + 1, count - 1 - (int) at);
      points[(int) at++] = (int) point;
    }
    return count;
  }

  private static int digit(char c) {
    if (c >= 'a' && c <= 'z') {
      return c - 'a';
    }
    Cursor.require(Cursor.isDigit(c));
    return c - '0' + 26;
  }

  private static int bias(long change, int count, boolean first) {
    long delta = first ? change / DAMP : change / 2;
    delta += delta / count;
    int k = 0;
    while (delta > (BASE - T_MIN) * T_MAX / 2) {
      delta /= BASE - T_MIN;
      k += BASE;
    }
    return (int) (k + (BASE - T_MIN + 1) * delta / (delta + SKEW));
  }
}
