package io.flamelake.symbolize.operators;

import io.flamelake.symbolize.sources.Unavailable;
import java.io.Serializable;
import java.time.Duration;

/**
 * How stacks wait for builds.
 *
 * @param ttl how long at most
 * @param firstRetry after which the sources are asked again; then after twice that, and so on
 * @param lastRetry the longest time between two times
 * @param portion how many stacks are sent at a time when their build has come
 */
public record PendingRules(Duration ttl, Duration firstRetry, Duration lastRetry, int portion)
    implements Serializable {

  /** For so long after an upload another process may still look into what was there before. */
  private static final Duration STALE = Duration.ofMinutes(10);

  /**
   * After how many milliseconds asking the sources again may help; 0: never. What a source has but
   * nobody can read is seldom mended, though a server may have sent what it should not.
   */
  long firstPause(Unavailable reason) {
    if (reason == Unavailable.NOT_FOUND || reason.isTransient()) {
      return firstRetry.toMillis();
    }
    boolean unusable = reason == Unavailable.MALFORMED || reason == Unavailable.TOO_LARGE;
    return unusable ? lastRetry.toMillis() : 0;
  }

  /**
   * Whether a stack that lacks a build which has come should be looked up once more at once: its
   * look-up did not know of it.
   */
  static boolean isOutdated(PendingStack stack, long sinceUpload) {
    return !stack.rewrite()
        && (stack.reason() == Unavailable.NOT_FOUND || sinceUpload < STALE.toMillis());
  }

  /** The time from one retry to the one after the next. */
  long after(long millis) {
    return Math.min(lastRetry.toMillis(), Math.max(1, millis) * 2);
  }
}
