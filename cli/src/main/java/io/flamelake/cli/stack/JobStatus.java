package io.flamelake.cli.stack;

import io.flamelake.cli.json.Json;

/**
 * A job as {@code status} shows it.
 *
 * @param state as Flink spells it, {@code NONE} when there is no job
 * @param checkpoints how many were completed since the job was submitted
 * @param failedCheckpoints how many failed
 * @param restarts how often Flink restarted it, -1 when unknown
 * @param lastFailure the first line of the last failure, empty if there was none
 */
public record JobStatus(
    String id,
    String state,
    long checkpoints,
    long failedCheckpoints,
    long restarts,
    String lastFailure) {
  static final JobStatus NONE = new JobStatus("", "NONE", 0, 0, -1, "");

  static JobStatus of(FlinkRest flink, FlinkJob job) {
    Json counts = flink.checkpoints(job.id()).get("counts");
    return new JobStatus(
        job.id(),
        job.isLive() && job.state().equals("RUNNING") && !job.isRunning()
            ? "STARTING"
            : job.state(),
        counts.get("completed").number(),
        counts.get("failed").number(),
        flink.restarts(job.id()),
        flink.lastFailure(job.id()).orElse(""));
  }
}
