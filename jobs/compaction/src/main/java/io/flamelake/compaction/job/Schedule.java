package io.flamelake.compaction.job;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * When tables are looked after: each once its interval has passed since its last run ended, and
 * never twice at a time. It begins with all of them. Any thread may call it.
 */
final class Schedule {
  private final Map<String, Duration> intervals;
  private final Map<String, Long> ended = new HashMap<>();
  private final Set<String> running = new HashSet<>();

  /**
   * @param intervals by table
   */
  Schedule(Map<String, Duration> intervals) {
    this.intervals = Map.copyOf(intervals);
  }

  /** Whether a table's run is to begin now; it then counts as running. */
  synchronized boolean begins(String table, long nowMillis) {
    Long last = ended.get(table);
    boolean due = last == null || nowMillis - last >= intervals.get(table).toMillis();
    return due && running.add(table);
  }

  /** It has ended, in whatever way. */
  synchronized void ends(String table, long nowMillis) {
    running.remove(table);
    ended.put(table, nowMillis);
  }
}
