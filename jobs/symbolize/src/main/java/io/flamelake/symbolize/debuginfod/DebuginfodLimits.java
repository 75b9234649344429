package io.flamelake.symbolize.debuginfod;

import java.time.Duration;

/**
 * What getting one file may cost.
 *
 * @param bytes how many bytes it may have
 * @param connect how long it may take to connect
 * @param firstByte how long it may then take until the answer begins
 * @param whole how long all of it may take, redirects among it
 * @param redirects how many redirects are followed
 */
public record DebuginfodLimits(
    long bytes, Duration connect, Duration firstByte, Duration whole, int redirects) {
  /** 4 GiB within 10 minutes; servers that look for a file themselves take time to answer. */
  public static final DebuginfodLimits DEFAULT =
      new DebuginfodLimits(
          4L << 30, Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(10), 5);
}
