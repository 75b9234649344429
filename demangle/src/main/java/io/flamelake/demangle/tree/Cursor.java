package io.flamelake.demangle.tree;

/** Reads a mangled name from left to right; counts how deep and how much is parsed. */
public final class Cursor {
  private final String text;
  private int position;
  private int depth;
  private int steps;
  private int passed;

  public Cursor(String text, int from) {
    this.text = text;
    this.position = from;
  }

  /**
   * Enters a production; {@link #leave} must follow unless the whole name is refused.
   *
   * @throws Refused beyond the limits
   */
  public void enter() {
    require(++depth <= Limits.DEPTH);
    step();
  }

  /**
   * Counts something that is made without a production of its own.
   *
   * @throws Refused beyond the limits
   */
  public void step() {
    require(++steps <= Limits.STEPS);
  }

  public void leave() {
    depth--;
  }

  public int depth() {
    return depth;
  }

  public int position() {
    return position;
  }

  /** Goes back to a place and to the depth that was reached there. */
  public void rewind(int toPosition, int toDepth) {
    position = toPosition;
    depth = toDepth;
  }

  public void jump(int to) {
    position = to;
  }

  public boolean atEnd() {
    return position >= text.length();
  }

  /** The next character, NUL at the end. */
  public char peek() {
    return peek(0);
  }

  /** The character so far ahead, NUL beyond the end. */
  public char peek(int ahead) {
    return position + ahead < text.length() ? text.charAt(position + ahead) : 0;
  }

  public boolean peekDigit() {
    return isDigit(peek());
  }

  public static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  public boolean looksAt(String expected) {
    return text.startsWith(expected, position);
  }

  /** The next character, which is passed. */
  public char next() {
    require(!atEnd());
    char c = text.charAt(position);
    pass(1);
    return c;
  }

  public void skip(int count) {
    require(count <= text.length() - position);
    pass(count);
  }

  /** Every way ahead leads through here: back references make it longer than the name. */
  private void pass(int count) {
    passed += count;
    require(passed <= Limits.CHARACTERS);
    position += count;
  }

  public boolean take(char expected) {
    if (peek() != expected || atEnd()) {
      return false;
    }
    pass(1);
    return true;
  }

  public boolean take(String expected) {
    if (!looksAt(expected)) {
      return false;
    }
    pass(expected.length());
    return true;
  }

  public void expect(char expected) {
    require(take(expected));
  }

  /** Digits, at least one, as a number. */
  public int number() {
    require(peekDigit());
    int number = 0;
    while (peekDigit()) {
      require(number < 100_000_000);
      number = number * 10 + (next() - '0');
    }
    return number;
  }

  /** So many characters. */
  public String text(int length) {
    int from = position;
    skip(length);
    return text.substring(from, position);
  }

  /** What follows, up to the end. */
  public String rest() {
    String rest = text.substring(position);
    position = text.length();
    return rest;
  }

  /** What was passed since a place. */
  public String since(int from) {
    return text.substring(from, position);
  }

  public static void require(boolean holds) {
    if (!holds) {
      throw refuse();
    }
  }

  /** For {@code throw}. */
  public static Refused refuse() {
    return new Refused();
  }
}
