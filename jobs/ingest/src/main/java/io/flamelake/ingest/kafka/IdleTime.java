package io.flamelake.ingest.kafka;

import org.apache.flink.util.clock.RelativeClock;

/**
 * How long nothing came, though it could have: neither back-pressure, nor a pause of reading, nor a
 * long step of the task itself counts.
 */
final class IdleTime {
  /** Longer between two looks means that the task was busy. */
  private static final long LONGEST_STEP_MILLIS = 1000;

  private final RelativeClock activity;
  private final UncommittedBytes uncommitted;
  private long lookedAt;
  private long idleMillis;

  /**
   * @param activity stands still while the input is blocked
   */
  IdleTime(RelativeClock activity, UncommittedBytes uncommitted) {
    this.activity = activity;
    this.uncommitted = uncommitted;
    lookedAt = activity.relativeTimeMillis();
  }

  void reset() {
    idleMillis = 0;
  }

  /** To be called again and again: the time since {@link #reset}. */
  long lookMillis() {
    long now = activity.relativeTimeMillis();
    if (!uncommitted.isFull()) {
      idleMillis += Math.min(now - lookedAt, LONGEST_STEP_MILLIS);
    }
    lookedAt = now;
    return idleMillis;
  }
}
