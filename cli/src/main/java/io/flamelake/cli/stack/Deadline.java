package io.flamelake.cli.stack;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Polls until something holds or its time is over. */
public final class Deadline {
  private static final long PAUSE_MILLIS = 100;

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  /** A deadline from now. */
  public static Deadline of(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Whether the time is over. */
  public boolean isOver() {
    return System.nanoTime() - end >= 0;
  }

  /**
   * Asks until the answer is yes.
   *
   * @return whether it was before the deadline; false too when the thread is interrupted, which it
   *     then still is
   */
  public boolean await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (isOver()) {
        return false;
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
