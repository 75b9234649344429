package io.flamelake.compaction;

import io.flamelake.compaction.lock.RunEndedException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of a process that was asked to end: what is running is told, and waited for. */
final class Ending {
  private static final long PATIENCE_SECONDS = 20;

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean begun;

  /** Waits until what is running has ended, but not for ever. */
  void begin() {
    begun = true;
    try {
      done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Called by what is running now and then. */
  void check() {
    if (begun) {
      throw new RunEndedException("the process was asked to end");
    }
  }

  /** Nothing is running any more. */
  void finish() {
    done.countDown();
  }
}
