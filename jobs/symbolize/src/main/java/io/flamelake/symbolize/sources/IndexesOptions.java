package io.flamelake.symbolize.sources;

import java.time.Duration;

/**
 * What {@link Indexes} may take.
 *
 * @param threads for how many builds a source is asked at once
 * @param loads how many builds are waited for at once; more are answered with {@link
 *     Unavailable#OVERLOADED}
 * @param timeout how long anybody waits for a build, whatever its sources do; the load itself may
 *     go on for 15 minutes more, for those who ask later
 * @param memory what is kept
 * @param retry when a source is asked again
 * @param breaker when a source is not asked
 */
public record IndexesOptions(
    int threads,
    int loads,
    Duration timeout,
    Memory memory,
    RetryPolicy retry,
    BreakerPolicy breaker) {
  public static final IndexesOptions DEFAULT =
      new IndexesOptions(
          8,
          10_000,
          Duration.ofMinutes(2),
          Memory.DEFAULT,
          RetryPolicy.DEFAULT,
          BreakerPolicy.DEFAULT);

  /**
   * What is kept.
   *
   * @param bytes how many bytes the indexes may take, least recently asked for first to go
   * @param missing of how many builds it is kept that there is no index
   * @param notFound how long it is kept that there is none, or none that is complete
   * @param failed how long it is kept that it could not be told
   */
  public record Memory(long bytes, int missing, Duration notFound, Duration failed) {
    public static final Memory DEFAULT =
        new Memory(512L << 20, 100_000, Duration.ofHours(1), Duration.ofSeconds(30));

    public Memory {
      if (bytes < 0 || missing < 0 || notFound.isNegative() || failed.isNegative()) {
        throw new IllegalArgumentException("Nothing of the memory's limits may be negative");
      }
    }
  }

  public IndexesOptions {
    if (threads < 1 || loads < 1 || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("threads, loads and the time-out must be positive");
    }
  }
}
