package io.flamelake.cli.query;

import java.util.ArrayList;
import java.util.List;

/** Splits text into statements at semicolons that stand outside of quotes and comments. */
public final class SqlScript {
  private final String text;
  private final List<String> statements = new ArrayList<>();
  private int start;

  private SqlScript(String text) {
    this.text = text;
  }

  /** The statements without their semicolons; those without anything but comments are left out. */
  public static List<String> split(String text) {
    return new SqlScript(text).split();
  }

  private List<String> split() {
    boolean empty = true;
    int at = 0;
    while (at < text.length()) {
      char character = text.charAt(at);
      if (character == ';') {
        end(at, empty);
        empty = true;
        at++;
      } else if (text.startsWith("--", at)) {
        at = after("\n", at + 2);
      } else if (text.startsWith("/*", at)) {
        at = after("*/", at + 2);
      } else if (character == '\'' || character == '"') {
        at = after(String.valueOf(character), at + 1);
        empty = false;
      } else {
        empty &= Character.isWhitespace(character);
        at++;
      }
    }
    end(text.length(), empty);
    return statements;
  }

  private void end(int at, boolean empty) {
    if (!empty) {
      statements.add(text.substring(start, at).strip());
    }
    start = at + 1;
  }

  private int after(String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }
}
