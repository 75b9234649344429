package io.flamelake.ingest.decode;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.record.Reason;
import java.time.Instant;

/**
 * Which times a profile may have: near the Kafka timestamp of its record, not near now, so that a
 * replay is judged as the first time was.
 */
public final class TimeRule {

  /** What 64 bits of nanoseconds reach. */
  private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private TimeRule() {}

  /**
   * The time that a profile is stored with, in nanoseconds: its own, or that of its record when it
   * has none.
   *
   * @param timeNanos of the profile, 0 when not told
   * @param recordMillis the Kafka timestamp of its record
   * @throws BadRecord when it is too far from the other
   */
  public static long timeOf(long timeNanos, long recordMillis, Limits limits, Problems problems) {
    if (timeNanos != 0) {
      check(Math.floorDiv(timeNanos, NANOS_PER_MILLI), recordMillis, limits);
      return timeNanos;
    }
    problems.repaired(Repair.TIME_FROM_KAFKA, 1);
    check(recordMillis, recordMillis, limits);
    return recordMillis * NANOS_PER_MILLI;
  }

  /**
   * Checks a time.
   *
   * @param millis of the profile, milliseconds since 1970-01-01 UTC
   * @param recordMillis the Kafka timestamp of its record
   * @throws BadRecord when it is too far from the other
   */
  public static void check(long millis, long recordMillis, Limits limits) {
    if (recordMillis < 0 || recordMillis > MAX_MILLIS) {
      throw bad(
          recordMillis < 0 ? Reason.PROFILE_TIME_TOO_OLD : Reason.PROFILE_TIME_IN_FUTURE,
          "the record's Kafka timestamp, " + recordMillis + " ms, is none; let producers set it");
    }
    if (millis < recordMillis - limits.maxAge().toMillis()) {
      throw bad(
          Reason.PROFILE_TIME_TOO_OLD,
          "the profile's time "
              + Instant.ofEpochMilli(millis)
              + " lies more than "
              + limits.maxAge()
              + " before the record's timestamp "
              + Instant.ofEpochMilli(recordMillis)
              + "; check it and the producer's clock");
    }
    if (millis > recordMillis + limits.maxAhead().toMillis()) {
      throw bad(
          Reason.PROFILE_TIME_IN_FUTURE,
          "the profile's time "
              + Instant.ofEpochMilli(millis)
              + " lies more than "
              + limits.maxAhead()
              + " after the record's timestamp "
              + Instant.ofEpochMilli(recordMillis)
              + "; check it and the producer's clock");
    }
  }

  private static BadRecord bad(Reason reason, String message) {
    return new BadRecord(reason, message);
  }
}
