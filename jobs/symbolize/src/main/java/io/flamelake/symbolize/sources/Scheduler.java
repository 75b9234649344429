package io.flamelake.symbolize.sources;

import java.time.Duration;

/** A clock that also runs things later; tests have one that they move by hand. */
interface Scheduler {
  /** Nanoseconds since some moment. */
  long nanoTime();

  /**
   * Runs a short action once.
   *
   * @return what keeps it from running, if it did not yet
   */
  Runnable after(Duration delay, Runnable action);

  /** Runs nothing any more. */
  void close();
}
