package io.flamelake.flamegraph.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one flat JSON object whose values are numbers, strings, and arrays of one of them. */
record JsonText(String text) {
  private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

  long number(String name) {
    return Long.parseLong(value(name, "(-?[0-9]+)"));
  }

  String string(String name) {
    return unescape(value(name, STRING.pattern()));
  }

  List<Long> numbers(String name) {
    String array = value(name, "\\[([-0-9,\\s]*)\\]");
    List<Long> numbers = new ArrayList<>();
    for (String number : array.split(",", -1)) {
      if (!array.isEmpty()) {
        numbers.add(Long.parseLong(number.strip()));
      }
    }
    return numbers;
  }

  List<String> strings(String name) {
    String array = value(name, "\\[((?:" + STRING.pattern() + "|[,\\s])*+)\\]");
    return STRING.matcher(array).results().map(found -> unescape(found.group(1))).toList();
  }

  private String value(String name, String pattern) {
    Matcher matcher = Pattern.compile("\"" + name + "\":" + pattern).matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no " + name + " of the form " + pattern);
    }
    return matcher.group(1);
  }

  private static String unescape(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 16))));
  }
}
