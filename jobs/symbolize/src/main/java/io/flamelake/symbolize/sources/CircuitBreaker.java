package io.flamelake.symbolize.sources;

/** Keeps loads from a source that fails: closed, open for a while, then half open for one trial. */
final class CircuitBreaker {
  private final BreakerPolicy policy;
  private int failures;
  private boolean open;
  private boolean trying;
  private long openUntil;

  CircuitBreaker(BreakerPolicy policy) {
    this.policy = policy;
  }

  /** Whether the source may be asked; what became of it must be told if so. */
  synchronized boolean allows(long now) {
    if (!open) {
      return true;
    }
    if (trying || now - openUntil < 0) {
      return false;
    }
    trying = true;
    return true;
  }

  /**
   * The source answered.
   *
   * @return whether this closed the breaker
   */
  synchronized boolean succeeded() {
    boolean closed = open;
    failures = 0;
    open = false;
    trying = false;
    return closed;
  }

  /**
   * The source failed.
   *
   * @return whether this opened the breaker, or opened it again
   */
  synchronized boolean failed(long now) {
    failures++;
    boolean opens = trying || (!open && failures >= policy.failures());
    if (opens) {
      open = true;
      trying = false;
      openUntil = now + policy.rest().toNanos();
    }
    return opens;
  }

  /** Nobody knows whether the source would have answered. */
  synchronized void abandoned() {
    trying = false;
  }

  synchronized boolean isOpen() {
    return open;
  }
}
