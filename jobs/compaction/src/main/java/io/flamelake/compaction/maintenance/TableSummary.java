package io.flamelake.compaction.maintenance;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What was done to a table at one go.
 *
 * @param name of the table
 * @param entries one for each action that did something or failed
 */
public record TableSummary(String name, List<HistoryEntry> entries, long millis) {
  public TableSummary {
    entries = List.copyOf(entries);
  }

  /** All that was done, added up. */
  public Counts counts() {
    return entries.stream().map(HistoryEntry::counts).reduce(Counts.NONE, Counts::plus);
  }

  /** How many actions were not done, or not to their end. */
  public long failures() {
    return entries.stream().filter(entry -> entry.outcome() != Outcome.DONE).count();
  }

  /** Whether something was not done. */
  public boolean failed() {
    return !failure().isEmpty();
  }

  /** Why it was not done to its end, empty if it was. */
  public String failure() {
    return entries.stream()
        .filter(entry -> entry.outcome() != Outcome.DONE)
        .map(TableSummary::failure)
        .collect(Collectors.joining("; "));
  }

  private static String failure(HistoryEntry entry) {
    return entry.outcome() == Outcome.LOCKED
        ? entry.message()
        : entry.action() + ": " + entry.message();
  }
}
