package io.flamelake.symbolize.sources;

import io.flamelake.symbolize.index.SymbolIndex;
import java.io.IOException;
import java.time.Duration;

/** Says that a source could not be asked for all of a build, and gives the index of the rest. */
final class PartialIndexException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient SymbolIndex index;

  PartialIndexException(SymbolIndex index, IOException cause) {
    super(cause.getMessage(), cause);
    this.index = index;
  }

  SymbolIndex index() {
    return index;
  }

  Duration retryAfter() {
    return getCause() instanceof RetryLaterException later ? later.delay() : Duration.ZERO;
  }
}
