package io.flamelake.matchers;

/** How a matcher compares a label's value. */
public enum MatchType {
  /** {@code =}. */
  EQUAL,
  /** {@code !=}. */
  NOT_EQUAL,
  /** {@code =~}: the regular expression matches the whole value. */
  REGEXP,
  /** {@code !~}. */
  NOT_REGEXP;

  /** Whether the value is a regular expression. */
  public boolean isRegexp() {
    return this == REGEXP || this == NOT_REGEXP;
  }

  /** Whether it holds when what it names does not match. */
  public boolean isNegative() {
    return this == NOT_EQUAL || this == NOT_REGEXP;
  }
}
