package io.flamelake.matchers;

/** Text that is no selector; the message tells the position, what stands there and what should. */
public final class MatchersSyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  MatchersSyntaxException(String message) {
    super(message);
  }
}
