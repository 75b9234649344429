package io.flamelake.regexp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a regular expression gets when its counted repetitions are written out, which is how it
 * is compiled. Go refuses what is too large or nests too deeply (regexp/syntax, {@code
 * ErrInvalidRepeatSize}, {@code ErrNestingDepth}, {@code ErrLarge}); RE2/J, and what Trino made of
 * it, go on until memory or stack are used up.
 */
public final class RegexpSize {
  private static final int MAX_REPEAT = 1000;
  private static final int MAX_DEPTH = 1000;
  private static final int MAX_SIZE = 1 << 18;

  /** Numbers of more digits are refused by RE2/J. */
  private static final Pattern REPEAT = Pattern.compile("\\{(\\d{1,4})(?:(,)(\\d{0,4}))?\\}");

  /** What stands between two parentheses: its size, and the largest repetition within it. */
  private static final class Group {
    long size;
    long repeat = 1;
  }

  private final String regex;
  private final Deque<Group> open = new ArrayDeque<>();
  private Group group = new Group();
  private long lastSize;
  private long lastRepeat = 1;
  private int position;

  private RegexpSize(String regex) {
    this.regex = regex;
  }

  /**
   * Refuses what is too large to be compiled; its syntax is not looked at.
   *
   * @throws IllegalArgumentException in one line when it is too large
   */
  public static void check(String regex) {
    RegexpSize size = new RegexpSize(regex);
    while (size.position < regex.length()) {
      size.step();
    }
  }

  private void step() {
    switch (regex.charAt(position)) {
      case '\\' -> escape();
      case '[' -> characterClass();
      case '(' -> start();
      case ')' -> end();
      case '{' -> repeat();
      case '*', '+', '?', '|', '^', '$' -> position++;
      default -> atom(1, 1, position + 1);
    }
  }

  private void atom(long size, long repeat, int next) {
    lastSize = size;
    lastRepeat = repeat;
    group.size += size;
    group.repeat = Math.max(group.repeat, repeat);
    require(group.size <= MAX_SIZE, "is too large");
    position = next;
  }

  private void escape() {
    if (regex.startsWith("\\Q", position)) {
      int to = regex.indexOf("\\E", position);
      int end = to < 0 ? regex.length() : to;
      atom(Math.max(0, end - position - 2), 1, Math.min(regex.length(), end + 2));
      lastSize = 1;
    } else {
      boolean named = regex.startsWith("{", position + 2) && "pPx".indexOf(next()) >= 0;
      atom(1, 1, named ? after("}", position) : position + 2);
    }
  }

  private char next() {
    return position + 1 < regex.length() ? regex.charAt(position + 1) : 0;
  }

  /** The position after the next such text, or the end. */
  private int after(String text, int from) {
    int found = regex.indexOf(text, from);
    return found < 0 ? regex.length() : found + text.length();
  }

  private void characterClass() {
    int to = position + (next() == '^' ? 2 : 1);
    if (regex.startsWith("]", to)) {
      to++;
    }
    while (to < regex.length() && regex.charAt(to) != ']') {
      if (regex.startsWith("[:", to)) {
        to = after(":]", to);
      } else {
        to += regex.charAt(to) == '\\' ? 2 : 1;
      }
    }
    atom(1, 1, to + 1);
  }

  private void start() {
    int to = position + 1;
    if (next() == '?') {
      while (to < regex.length() && ":)>".indexOf(regex.charAt(to)) < 0) {
        to++;
      }
      if (regex.startsWith(")", to)) {
        // Flags alone.
        position = to + 1;
        return;
      }
      to++;
    }
    open.push(group);
    require(open.size() <= MAX_DEPTH, "nests too deeply");
    group = new Group();
    position = to;
  }

  private void end() {
    if (open.isEmpty()) {
      // RE2/J tells what is wrong with it.
      position++;
      return;
    }
    Group ended = group;
    group = open.pop();
    atom(ended.size, ended.repeat, position + 1);
  }

  private void repeat() {
    Matcher count = REPEAT.matcher(regex).region(position, regex.length());
    if (!count.lookingAt()) {
      atom(1, 1, position + 1);
      return;
    }
    boolean toMost = count.group(2) != null && !count.group(3).isEmpty();
    long times = Math.max(1, Integer.parseInt(count.group(toMost ? 3 : 1)));
    require(lastRepeat * times <= MAX_REPEAT, "repeats too often");
    group.size -= lastSize;
    atom(lastSize * times, lastRepeat * times, count.end());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
