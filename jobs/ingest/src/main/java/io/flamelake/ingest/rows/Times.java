package io.flamelake.ingest.rows;

import org.apache.flink.table.data.TimestampData;

/** Times as the tables have them: microseconds, UTC. */
final class Times {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  private Times() {}

  /**
   * Cuts to microseconds, towards the past.
   *
   * @param nanos since 1970-01-01 UTC
   */
  static TimestampData ofNanos(long nanos) {
    long nanoOfMilli = Math.floorMod(nanos, NANOS_PER_MILLI);
    return TimestampData.fromEpochMillis(
        Math.floorDiv(nanos, NANOS_PER_MILLI), (int) (nanoOfMilli - nanoOfMilli % NANOS_PER_MICRO));
  }
}
