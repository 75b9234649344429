package io.flamelake.symbolize;

import java.io.IOException;

/**
 * Says in one sentence why a file, or a part of it, can't be read: it is not of the expected
 * format, it is damaged, or it goes beyond a limit. Reading it again will not help.
 */
public final class MalformedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  public MalformedFileException(String message) {
    super(message);
  }

  public MalformedFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
