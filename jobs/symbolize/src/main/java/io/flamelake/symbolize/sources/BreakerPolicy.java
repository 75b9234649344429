package io.flamelake.symbolize.sources;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a source is not asked for a while.
 *
 * @param failures after how many failures one after another; what a source does not have is none
 * @param rest for how long; then one load tries, and the others go without until it is known
 */
public record BreakerPolicy(int failures, Duration rest) implements Serializable {
  public static final BreakerPolicy DEFAULT = new BreakerPolicy(5, Duration.ofMinutes(1));

  public BreakerPolicy {
    if (failures < 1 || rest.isNegative()) {
      throw new IllegalArgumentException("failures must be at least 1 and the rest not negative");
    }
  }
}
