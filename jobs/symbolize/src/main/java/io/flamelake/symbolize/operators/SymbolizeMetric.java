package io.flamelake.symbolize.operators;

import io.flamelake.stacks.metrics.JobMetric;

/** The metrics of the symbolize job, in the metric group {@code flamelake} of their operators. */
public enum SymbolizeMetric implements JobMetric {
  RECORDS("decode", "Records read of the topic of unresolved stacks."),
  REJECTED("decode", "Of these records, those that are no stacks: they are in `rejects`."),
  STACKS_LOOKED_UP(Operators.LOOK_UPS, "Stacks that were looked up."),
  STACKS_RESOLVED(Operators.LOOK_UPS, "Of these stacks, those that lack no function any more."),
  FRAMES_RESOLVED(
      Operators.LOOK_UPS, "Frames that got functions, without those inlined into them."),
  FRAMES_UNRESOLVED(
      Operators.LOOK_UPS,
      "Frames that have a build id and got none; one counter for each `reason`."),
  INDEXES_CACHED(
      Operators.LOOK_UPS, "Builds of stacks whose index, or lack of one, was in memory."),
  INDEXES_WAITED_FOR(Operators.LOOK_UPS, "Builds of stacks whose index had to be waited for."),
  LOOK_UP_MICROS(Operators.LOOK_UPS, "How long a stack was looked up, with waiting; a histogram."),
  STACKS_SENT_AGAIN(
      "count-again",
      "Stacks that still lack functions of a build that has come, and go through Kafka once more."),
  STACKS_WRITTEN("keep-best", "Rows of `stacks`."),
  STACKS_REWRITTEN("keep-best", "Of these rows, those that took the place of one."),
  DUPLICATES("keep-best", "Stacks that were written before, no worse."),
  PENDING_ADDED("pending", "Stacks put by to wait for a build."),
  PENDING_SENT("pending", "Of these stacks, those looked up again because their build has come."),
  FETCHES("pending", "Times that the sources were to be asked again for a build."),
  BUILDS_LOADED("load-builds, fetch-builds", "Builds whose index could be loaded."),
  BUILDS_UNAVAILABLE(
      "load-builds, fetch-builds",
      "Builds whose index could not be loaded; one counter for each `reason`.");

  private static final class Operators {
    static final String LOOK_UPS = "count, count-again";
  }

  private final String operator;
  private final String description;

  SymbolizeMetric(String operator, String description) {
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
