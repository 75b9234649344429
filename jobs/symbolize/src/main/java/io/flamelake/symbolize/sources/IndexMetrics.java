package io.flamelake.symbolize.sources;

import java.time.Duration;

/** Is told what {@link Indexes} does, by any thread. What it does with it must be quick. */
public interface IndexMetrics {
  /** Does nothing. */
  IndexMetrics NONE = new IndexMetrics() {};

  /** A build was asked for whose answer was in memory. */
  default void hit() {}

  /** A build was asked for that is being loaded already. */
  default void joined() {}

  /** A build was asked for that has to be loaded. */
  default void miss() {}

  /**
   * Those who waited for a load were answered.
   *
   * @param reason why there is no index; null if there is one
   * @param time how long it took, waiting among it
   */
  default void loaded(Unavailable reason, Duration time) {}

  /**
   * A source was asked.
   *
   * @param upstream its name
   * @param reason why it gave no index; null if it gave one
   * @param time how long it took
   */
  default void asked(String upstream, Unavailable reason, Duration time) {}

  /** A source failed too often: it is not asked for a while. */
  default void breakerOpened(String upstream) {}

  /** A source answers again. */
  default void breakerClosed(String upstream) {}
}
