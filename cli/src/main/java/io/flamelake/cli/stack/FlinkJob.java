package io.flamelake.cli.stack;

import io.flamelake.cli.json.Json;
import java.util.Set;

/**
 * A job as the JobManager knows it.
 *
 * @param state as Flink spells it: {@code RUNNING}, {@code RESTARTING}, {@code FINISHED}, …
 * @param tasks how many tasks it has
 * @param running how many of them run
 */
record FlinkJob(String id, String name, String state, long tasks, long running) {
  private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED", "SUSPENDED");

  static FlinkJob of(Json job) {
    return new FlinkJob(
        job.get("jid").text(),
        job.get("name").text(),
        job.get("state").text(),
        job.get("tasks").get("total").number(),
        job.get("tasks").get("running").number());
  }

  boolean isLive() {
    return !ENDED.contains(state);
  }

  boolean isRunning() {
    return state.equals("RUNNING") && tasks > 0 && tasks == running;
  }
}
