package io.flamelake.symbolize.index;

import java.io.IOException;

/** Thrown for bytes that are no index, or one that is damaged or of a later version. */
public final class IndexFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  IndexFormatException(String message) {
    super(message);
  }
}
