package io.flamelake.symbolize.debuginfod;

import java.io.IOException;
import java.time.Duration;

/** Says that a server answered, but neither with a file nor that it has none. */
public final class DebuginfodException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  DebuginfodException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** How long the server wants not to be asked; zero if it does not say. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
