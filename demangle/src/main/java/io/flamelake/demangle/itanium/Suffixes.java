package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Cursor;

/**
 * What follows a mangled name: {@code .part.0} and the like from optimizations, and a symbol's
 * version, {@code @plt}.
 */
final class Suffixes {
  private Suffixes() {}

  /** As it is printed behind a name. */
  static String of(Cursor in) {
    StringBuilder text = new StringBuilder();
    while (in.peek() == '.') {
      text.append(" [clone ").append(clone(in)).append(']');
    }
    if (!in.atEnd()) {
      Cursor.require(in.peek() == '@');
      text.append(in.rest());
    }
    return text.toString();
  }

  /** A word, or anything else, and the numbers behind it. */
  private static String clone(Cursor in) {
    int from = in.position();
    do {
      in.expect('.');
      int start = in.position();
      while (!in.atEnd() && in.peek() != '.' && in.peek() != '@') {
        Cursor.require(in.next() > ' ');
      }
      Cursor.require(in.position() > start);
    } while (in.peek() == '.' && Cursor.isDigit(in.peek(1)));
    return in.since(from);
  }
}
