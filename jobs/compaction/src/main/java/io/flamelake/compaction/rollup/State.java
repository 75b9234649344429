package io.flamelake.compaction.rollup;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * How far a table of sums is. It stands in the summary of the snapshot that made it so.
 *
 * @param pins what the sums were made of
 * @param untilMicros all hours before this time are summed
 */
record State(Pins pins, long untilMicros) {
  /** In a snapshot's summary: all hours before this time are summed. SQL reads it too. */
  static final String UNTIL = "flamelake.roll-up.until";

  /** In a snapshot's summary: the hours that it made anew. */
  static final String HOURS = "flamelake.roll-up.hours";

  private static final String FACTS = "flamelake.roll-up.facts";
  private static final String DIMENSION = "flamelake.roll-up.dimension";

  /** The state of a table at a snapshot; empty if no snapshot that is still known tells it. */
  static Optional<State> at(Table table, long snapshotId) {
    Snapshot snapshot = table.snapshot(snapshotId);
    while (snapshot != null) {
      if (snapshot.summary().containsKey(UNTIL)) {
        return Optional.of(parse(snapshot.summary()));
      }
      snapshot = snapshot.parentId() == null ? null : table.snapshot(snapshot.parentId());
    }
    return Optional.empty();
  }

  private static State parse(Map<String, String> summary) {
    Instant until = Instant.parse(summary.get(UNTIL));
    return new State(
        new Pins(Long.parseLong(summary.get(FACTS)), Long.parseLong(summary.get(DIMENSION))),
        ChronoUnit.MICROS.between(Instant.EPOCH, until));
  }

  /** Whether the table's newest snapshot tells it, so that it can't expire. */
  static boolean isCurrent(Table table) {
    return table.currentSnapshot() != null && table.currentSnapshot().summary().containsKey(UNTIL);
  }

  Instant until() {
    return Instant.EPOCH.plus(untilMicros, ChronoUnit.MICROS);
  }

  Map<String, String> summary() {
    Map<String, String> summary = new LinkedHashMap<>();
    summary.put(UNTIL, until().toString());
    summary.put(FACTS, Long.toString(pins.facts()));
    summary.put(DIMENSION, Long.toString(pins.dimension()));
    return summary;
  }
}
