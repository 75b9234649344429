package io.flamelake.cli.json;

/** Writes JSON strings (RFC 8259, section 7). */
public final class JsonText {
  private JsonText() {}

  /** The text in quotes, with what must be escaped. */
  public static String quote(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      append(json, text.charAt(i));
    }
    return json.append('"').toString();
  }

  private static void append(StringBuilder json, char character) {
    switch (character) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      default -> {
        if (character < ' ') {
          json.append("\\u%04x".formatted((int) character));
        } else {
          json.append(character);
        }
      }
    }
  }
}
