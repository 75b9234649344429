package io.flamelake.symbolize.index;

/**
 * Thrown to a reader that tells an index more than it takes. It is unchecked because it passes
 * through {@link io.flamelake.symbolize.SymbolSink}; whoever started the reader catches it.
 */
public final class IndexLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IndexLimitException(String message) {
    super(message);
  }
}
