package io.flamelake.flamegraph.html;

import java.io.IOException;

/**
 * Writes text that others chose into a page or picture, as printable ASCII that cannot end its
 * context.
 */
final class Escapes {
  private static final String REPLACEMENT = "&#xfffd;";

  private Escapes() {}

  /**
   * Text or an attribute's value (HTML Living Standard, section 13.1.4 "Character references"), fit
   * for XML too: its references may not name the last two code points of the first plane (XML 1.0,
   * section 2.2).
   */
  static void html(String text, Appendable out) throws IOException {
    int plain = 0;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      int next = at + Character.charCount(point);
      if (!isPlain(point)) {
        out.append(text, plain, at).append(reference(point));
        plain = next;
      }
      at = next;
    }
    out.append(text, plain, text.length());
  }

  /**
   * A JSON string with its quotes (RFC 8259, section 7), fit for a script element: no {@code <}
   * opens a tag or comment, and everything beyond ASCII is an escape, line separators too.
   */
  static void json(String text, Appendable out) throws IOException {
    out.append('"');
    int plain = 0;
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (!isPlain(unit) || unit == '\\') {
        out.append(text, plain, at).append("\\u%04x".formatted((int) unit));
        plain = at + 1;
      }
    }
    out.append(text, plain, text.length()).append('"');
  }

  private static boolean isPlain(int point) {
    return switch (point) {
      case '<', '>', '&', '"', '\'' -> false;
      default -> point >= ' ' && point <= '~';
    };
  }

  private static String reference(int point) {
    boolean none =
        Character.isISOControl(point)
            || Character.getType(point) == Character.SURROGATE
            || point == 0xFFFE
            || point == 0xFFFF;
    return none ? REPLACEMENT : "&#x%x;".formatted(point);
  }
}
