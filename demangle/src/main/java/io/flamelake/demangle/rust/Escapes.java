package io.flamelake.demangle.rust;

import io.flamelake.demangle.tree.Cursor;

/** How the legacy scheme writes what linkers do not take. */
final class Escapes {
  private Escapes() {}

  /** A part of a path as it stands in the source. */
  static String decode(String part) {
    StringBuilder text = new StringBuilder(part.length());
    // It must not begin with a dollar sign.
    int at = part.startsWith("_$") ? 1 : 0;
    while (at < part.length()) {
      char c = part.charAt(at);
      if (c == '$') {
        int end = part.indexOf('$', at + 1);
        Cursor.require(end > 0);
        text.appendCodePoint(character(part.substring(at + 1, end)));
        at = end + 1;
      } else if (part.startsWith("..", at)) {
        text.append("::");
        at += 2;
      } else {
        Cursor.require(Character.isLetterOrDigit(c) || "_.:-".indexOf(c) >= 0);
        text.append(c);
        at++;
      }
    }
    return text.toString();
  }

  private static int character(String escape) {
    return switch (escape) {
      case "SP" -> '@';
      case "BP" -> '*';
      case "RF" -> '&';
      case "LT" -> '<';
      case "GT" -> '>';
      case "LP" -> '(';
      case "RP" -> ')';
      case "C" -> ',';
      default -> point(escape);
    };
  }

  /** {@code u7e} is a tilde. */
  private static int point(String escape) {
    int length = escape.length();
    Cursor.require(length >= 2 && length <= 7 && escape.charAt(0) == 'u');
    int point = 0;
    for (int i = 1; i < length; i++) {
      int digit = Character.digit(escape.charAt(i), 16);
      Cursor.require(digit >= 0);
      point = point * 16 + digit;
    }
    Cursor.require(point >= ' ' && point <= Character.MAX_CODE_POINT);
    return point;
  }
}
