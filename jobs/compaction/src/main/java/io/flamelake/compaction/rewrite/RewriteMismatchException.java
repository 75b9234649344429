package io.flamelake.compaction.rewrite;

/** What was written is not what was read: nothing was committed. */
public final class RewriteMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RewriteMismatchException(String message) {
    super(message);
  }
}
