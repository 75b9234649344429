package io.flamelake.symbolize.sources;

import java.io.IOException;
import java.time.Duration;

/** Says that a source could not be asked, and when it wants to be asked again. */
public final class RetryLaterException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Duration delay;

  public RetryLaterException(Duration delay, IOException cause) {
    super(cause.getMessage(), cause);
    this.delay = delay;
  }

  public Duration delay() {
    return delay;
  }
}
