package io.flamelake.benchmarks.fleet;

/**
 * One record of a fleet, and what is known of its content.
 *
 * @param value a pprof profile, gzip
 * @param labels as the header {@code labels} has them
 * @param sentMillis when it is sent, milliseconds since 1970-01-01 UTC
 * @param sender who sends it
 * @param timeNanos of the profile, nanoseconds since 1970-01-01 UTC
 * @param samples in the profile, new ones included
 * @param newStacks samples whose stack nobody has sent before; they are the last of the profile
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way; records are never compared
public record FleetRecord(
    byte[] value,
    String labels,
    long sentMillis,
    Sender sender,
    long timeNanos,
    int samples,
    int newStacks) {

  /** What a pprof profile's record says in its header {@code content-type}. */
  public static final String CONTENT_TYPE = "application/x-pprof";

  /**
   * The place of a profile in the history of a process.
   *
   * @param service from 0
   * @param instance from 0
   * @param kind such as {@code go/cpu}
   * @param interval from 0, counted from {@link FleetOptions#start}
   * @param run how often the instance has restarted
   * @param snapshot how many profiles of this kind the run has sent before
   */
  public record Sender(
      int service, int instance, String kind, long interval, int run, int snapshot) {}

  FleetRecord sentLater(long millis) {
    return new FleetRecord(
        value, labels, sentMillis + millis, sender, timeNanos, samples, newStacks);
  }
}
