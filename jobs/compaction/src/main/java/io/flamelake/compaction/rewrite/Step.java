package io.flamelake.compaction.rewrite;

/** What a rewrite has just done; where a process may die, and a test lets it. */
public enum Step {
  READ,
  WROTE_FILE,
  WROTE,
  VERIFIED,
  BEFORE_COMMIT,
  COMMITTED;

  /** Is told each step. */
  @FunctionalInterface
  public interface Listener {
    Listener NONE = step -> {};

    void reached(Step step);
  }
}
