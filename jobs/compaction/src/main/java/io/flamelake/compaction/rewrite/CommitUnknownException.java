package io.flamelake.compaction.rewrite;

/** The catalog did not say whether a commit was done, and the table can't be asked. */
public final class CommitUnknownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommitUnknownException(String message, Throwable cause) {
    super(message, cause);
  }
}
