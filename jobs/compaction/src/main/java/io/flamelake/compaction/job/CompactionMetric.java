package io.flamelake.compaction.job;

import io.flamelake.stacks.metrics.JobMetric;

/** The metrics of the compaction job, each of them once for every {@code table}. */
public enum CompactionMetric implements JobMetric {
  RUNS("Runs of the table's schedule that ended."),
  FAILURES("Actions that failed, met conflicts to the last, or found the table locked."),
  FILES_REWRITTEN("Data files that were rewritten or removed."),
  BYTES_REWRITTEN("Their bytes."),
  FILES_WRITTEN("Data files that were written."),
  BYTES_WRITTEN("Their bytes."),
  ROWS_WRITTEN("Rows in these."),
  ROWS_REMOVED("Rows that deletes, deletion requests or retention removed."),
  RUN_MILLIS("Time that runs took, in milliseconds."),
  LAST_RUN_MILLIS("Time that the last run took; a gauge."),
  LAST_SUCCESS("When the last run without a failure ended, in milliseconds of the epoch; a gauge."),
  WAITING_FILES("Data files that are not sorted yet; a gauge."),
  WAITING_BYTES("Their bytes; a gauge."),
  WAITING_SECONDS("Age of the oldest of these, by the commit that brought it; a gauge.");

  /** The operator that counts. */
  static final String OPERATOR = "count-runs";

  private final String description;

  CompactionMetric(String description) {
    this.description = description;
  }

  @Override
  public String operator() {
    return OPERATOR;
  }

  @Override
  public String description() {
    return description;
  }
}
