package io.flamelake.symbolize.sources;

import java.io.Serializable;
import java.time.Duration;

/**
 * How often a source is asked that could not answer.
 *
 * @param attempts how often it is asked at most, the first time among it
 * @param first how long to wait after the first attempt; each further wait is twice as long
 * @param longest no wait is longer, unless the source asks for it
 * @param jitter what part of a wait is left to chance, from 0 to 1, so that not all ask at once
 */
public record RetryPolicy(int attempts, Duration first, Duration longest, double jitter)
    implements Serializable {
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(30), 0.5);

  private static final int MAX_DOUBLINGS = 30;

  public RetryPolicy {
    if (attempts < 1
        || first.isNegative()
        || longest.isNegative()
        || !(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException(
          "attempts must be at least 1, waits not negative, jitter from 0 to 1");
    }
  }

  /**
   * How long to wait.
   *
   * @param attempt how many attempts there were
   * @param chance from 0 to 1
   */
  Duration delay(int attempt, double chance) {
    double doubled = (double) first.toNanos() * (1L << Math.min(attempt - 1, MAX_DOUBLINGS));
    double whole = Math.min(doubled, (double) longest.toNanos());
    return Duration.ofNanos((long) (whole * (1 - jitter * chance)));
  }
}
