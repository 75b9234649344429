package io.flamelake.ingest.labels;

import com.google.re2j.Matcher;
import java.util.Map;

/**
 * Text with references to groups of a regular expression, read as Go's {@code Regexp.Expand} does:
 * {@code $name}, as long as letters, digits and underscores go, {@code ${name}}, and {@code $$} for
 * a dollar sign. A reference to a group that is not there, or took no part in the match, is empty;
 * a dollar sign that starts no reference stands for itself.
 */
final class Template {

  private static final int LONGEST_NUMBER = 9;
  private static final int NO_NUMBER = -1;

  private final String text;
  private final Map<String, Integer> groups;

  /**
   * @param groups numbers of the expression's named groups
   */
  Template(String text, Map<String, Integer> groups) {
    this.text = text;
    this.groups = groups;
  }

  String expand(Matcher match) {
    int dollar = text.indexOf('$');
    if (dollar < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int position = 0;
    while (dollar >= 0) {
      out.append(text, position, dollar);
      position = expandOne(dollar + 1, match, out);
      Relabeler.checkRoom(out.length());
      dollar = text.indexOf('$', position);
    }
    return out.append(text, position, text.length()).toString();
  }

  /** Expands what stands behind a dollar sign; gives the position after it. */
  private int expandOne(int start, Matcher match, StringBuilder out) {
    if (start < text.length() && text.charAt(start) == '$') {
      out.append('$');
      return start + 1;
    }
    boolean brace = start < text.length() && text.charAt(start) == '{';
    int from = brace ? start + 1 : start;
    int to = endOfName(from);
    if (to == from || brace && (to == text.length() || text.charAt(to) != '}')) {
      out.append('$');
      return start;
    }
    String value = group(text.substring(from, to), match);
    out.append(value == null ? "" : value);
    return brace ? to + 1 : to;
  }

  private int endOfName(int from) {
    int to = from;
    while (to < text.length()) {
      int c = text.codePointAt(to);
      if (!Character.isLetter(c) && !Character.isDigit(c) && c != '_') {
        break;
      }
      to += Character.charCount(c);
    }
    return to;
  }

  private String group(String name, Matcher match) {
    int number = number(name);
    if (number == NO_NUMBER) {
      Integer named = groups.get(name);
      return named == null ? null : match.group(named);
    }
    return number <= match.groupCount() ? match.group(number) : null;
  }

  /** The number that a name is; one with a leading zero, or a huge one, is a name. */
  private static int number(String name) {
    boolean tooLong = name.length() > LONGEST_NUMBER;
    if (tooLong || name.charAt(0) == '0' && name.length() > 1) {
      return NO_NUMBER;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return NO_NUMBER;
      }
    }
    return Integer.parseInt(name);
  }
}
