package io.flamelake.compaction.rollup;

import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * The snapshots of the two tables that sums are made of.
 *
 * @param facts of the table with the values
 * @param dimension of the table that says what they are
 */
record Pins(long facts, long dimension) {
  /** Of a table that has no snapshot. */
  static final long NONE = -1;

  static long current(Table table) {
    Snapshot snapshot = table.currentSnapshot();
    return snapshot == null ? NONE : snapshot.snapshotId();
  }
}
