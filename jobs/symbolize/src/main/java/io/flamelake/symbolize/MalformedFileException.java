package io.flamelake.symbolize;

import java.io.IOException;

/**
 * Says in one sentence why a file, or a part of it, can't be read: it is not of the expected
 * format, it is damaged, or it goes beyond a limit. Reading it again will not help.
 */
public final class MalformedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean beyondLimit;

  public MalformedFileException(String message) {
    this(message, null, false);
  }

  public MalformedFileException(String message, Throwable cause) {
    this(message, cause, false);
  }

  private MalformedFileException(String message, Throwable cause, boolean beyondLimit) {
    super(message, cause);
    this.beyondLimit = beyondLimit;
  }

  /** Of a file that may be sound, but is larger than what was allowed. */
  public static MalformedFileException beyondLimit(String message) {
    return new MalformedFileException(message, null, true);
  }

  /** Whether a greater limit might help. */
  public boolean isBeyondLimit() {
    return beyondLimit;
  }
}
