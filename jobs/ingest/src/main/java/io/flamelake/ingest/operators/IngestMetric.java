package io.flamelake.ingest.operators;

import io.flamelake.stacks.metrics.JobMetric;

/**
 * The metrics of the job, counters but for one, in the metric group {@code flamelake} of their
 * operators.
 */
public enum IngestMetric implements JobMetric {
  READ_PAUSES(
      "Source: kafka-source",
      "Times that reading waited for a checkpoint, with `kafka.max-uncommitted-bytes` read."),
  UNCOMMITTED_BYTES(
      "Source: kafka-source", "Bytes read that no completed checkpoint covers; a gauge."),
  RECORDS("decode", "Kafka records read."),
  RECORD_BYTES("decode", "Bytes of their values."),
  SERIES_PROFILES("decode", "Profiles decoded, one for each of their series."),
  PROFILE_STACKS("decode", "Stacks of these profiles."),
  REJECTED("decode", "Records, or parts of them, in `rejects`; one counter for each `reason`."),
  REPAIRED("decode", "Data kept but mended; one counter for each `repair`."),
  DROPPED("decode", "Data left out as configured; one counter for each `drop`."),
  DUPLICATES("track-series", "Profiles of a series that were sent again and dropped."),
  SERIES_WRITTEN("track-series", "Rows of `series`."),
  BASELINES("take-deltas", "Cumulative profiles that were the first of their series."),
  DELTAS("take-deltas", "Cumulative profiles of which the difference to the one before was taken."),
  RESETS("take-deltas", "Cumulative profiles that began anew, as after a restart."),
  LATE_SNAPSHOTS(
      "take-deltas",
      "Cumulative profiles that came after a later one was taken; the next delta covers them."),
  STACKS_WRITTEN(
      "first-sight-of-stacks", "Rows of `stacks`, and records of the topic of unresolved stacks."),
  STACK_ID_CLASHES(
      "first-sight-of-stacks",
      "Stacks whose id another stack of that day and service has; the log names both."),
  STACKS_SENT_UNRESOLVED(
      "route-stacks", "Of `stacks_written`, those sent to the topic of unresolved stacks."),
  UNRESOLVED_STACKS_TOO_LARGE(
      "route-stacks",
      "Stacks written to `stacks` as they are because they don't fit into a record of that"
          + " topic."),
  ROWS_WRITTEN(Operators.SINKS, "Rows of the table written to files."),
  FILES_WRITTEN(Operators.SINKS, "Files finished."),
  FILE_BYTES_WRITTEN(Operators.SINKS, "Their bytes."),
  FILES_CLOSED_EARLY(
      Operators.SINKS,
      "Of these files, those finished before their checkpoint because more than"
          + " `write.max-open-partitions` partitions were being written."),
  COMMITS(Operators.COMMITTERS, "Commits to the table, at most one a checkpoint."),
  COMMIT_MILLIS(Operators.COMMITTERS, "Time that they took, in milliseconds.");

  /** Operators that every table has whose rows come from profiles. */
  private static final class Operators {
    static final String SINKS = "samples-sink, profiles-sink";
    static final String COMMITTERS = "samples-sink: Committer, profiles-sink: Committer";
  }

  private final String operator;
  private final String description;

  IngestMetric(String operator, String description) {
    this.operator = operator;
    this.description = description;
  }

  @Override
  public String operator() {
    return operator;
  }

  @Override
  public String description() {
    return description;
  }
}
