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
      "Builds whose index could not be loaded; one counter for each `reason`."),
  INDEX_HITS(Operators.PROCESS, "Builds asked for whose answer was in memory."),
  INDEX_MISSES(Operators.PROCESS, "Builds asked for that had to be loaded."),
  INDEX_JOINS(Operators.PROCESS, "Builds asked for that were being loaded already."),
  INDEX_LOADS(Operators.PROCESS, "Loads that ended; one gauge for each `outcome`."),
  INDEX_LOAD_MILLIS(Operators.PROCESS, "Time of all loads together, waiting among it."),
  INDEX_BUILDS(Operators.PROCESS, "Indexes made of files."),
  INDEX_BUILD_MILLIS(Operators.PROCESS, "Time that making them took."),
  INDEX_BUILD_BYTES(Operators.PROCESS, "Bytes of these files."),
  INDEXES_DAMAGED(Operators.PROCESS, "Stored indexes that could not be read, and were made anew."),
  INDEXES_NOT_STORED(Operators.PROCESS, "Indexes that could not be stored."),
  INDEXES_HELD(Operators.PROCESS, "Indexes in memory."),
  INDEX_BYTES_HELD(Operators.PROCESS, "Memory that they take."),
  INDEX_EVICTIONS(Operators.PROCESS, "Indexes dropped from memory for others."),
  BUILDS_NOT_FOUND(Operators.PROCESS, "Builds of which it is remembered that there is no index."),
  BUILDS_LOADING(Operators.PROCESS, "Builds that are being loaded."),
  SOURCE_ASKED(Operators.PROCESS, "Times that a source was asked, by `upstream` and `outcome`."),
  BREAKER_OPEN(
      Operators.PROCESS,
      "1 while a source is not asked because it failed again and again; by `upstream`.");

  private static final class Operators {
    static final String PROCESS = "resolve, resolve-again";
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
