package io.flamelake.compaction.maintenance;

import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.config.CompactionConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * One kind of upkeep of tables. An action is asked table after table, and keeps nothing between two
 * runs but what it can lose. It may be killed at any moment and is then asked again, so what it
 * does is done by single commits of the table, and it finds out from the tables what is left to do.
 */
public interface Action {
  /** Its name in the history, in metrics and in messages, such as {@code compact}. */
  String name();

  /** Whether it ever has anything to do for a table. */
  boolean concerns(TableDefinition table);

  /** How much time passes between two runs on a table; none if each run of the table is one. */
  default Duration interval(CompactionConfig config) {
    return Duration.ZERO;
  }

  /** Whether it is to be run now; by default if it has a plan, for those that know it cheaply. */
  default boolean hasWork(TableWork work) throws IOException {
    return !plan(work).isEmpty();
  }

  /**
   * What it would do now: a line for each part, for people; empty if there is nothing. Changes
   * nothing, and may be called without the table's lock.
   */
  List<String> plan(TableWork work) throws IOException;

  /**
   * Does it. Called if it has work, with the table's lock held by this process; others than
   * compactors may commit to the table meanwhile, so the plan is made anew. Calls {@link
   * TableWork#progress} at least once a minute. Whatever it throws is its failure, which keeps no
   * other action from being run; only what {@code progress} throws ends the table's run.
   *
   * @param report is told what was done; what is told nothing is not in the history
   */
  void run(TableWork work, Report report) throws IOException;
}
