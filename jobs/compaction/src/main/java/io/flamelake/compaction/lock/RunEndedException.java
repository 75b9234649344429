package io.flamelake.compaction.lock;

/** The work on a table must not go on. What is not committed yet is to be undone. */
public class RunEndedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunEndedException(String why) {
    super(why);
  }
}
