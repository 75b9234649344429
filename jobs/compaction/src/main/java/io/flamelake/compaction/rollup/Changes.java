package io.flamelake.compaction.rollup;

import io.flamelake.compaction.remove.RowRemoval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;

/** What of a table's rows changed between two snapshots, by its snapshots' files. */
final class Changes {
  private final SourceTable source;
  private final ServiceBuckets buckets;
  private final boolean sameBuckets;

  /**
   * @param buckets that hours are told of
   */
  Changes(SourceTable source, ServiceBuckets buckets) {
    this.source = source;
    this.buckets = buckets;
    sameBuckets = buckets.areOf(source.table());
  }

  /**
   * Snapshots that changed what readers see of the newest data, from the newest; empty if it is not
   * known any more. Compaction changes nothing that they see, and rows that went because of their
   * age stay in sums.
   *
   * @param since {@link Pins#NONE} for all from the first
   */
  static Optional<List<Snapshot>> between(Table table, long since, long until) {
    List<Snapshot> snapshots = new ArrayList<>();
    long id = until;
    while (id != since) {
      Snapshot snapshot = table.snapshot(id);
      if (snapshot == null) {
        return Optional.empty();
      }
      if (!DataOperations.REPLACE.equals(snapshot.operation())
          && !RowRemoval.RETENTION.equals(snapshot.summary().get(RowRemoval.REASON))) {
        snapshots.add(snapshot);
      }
      id = snapshot.parentId() == null ? Pins.NONE : snapshot.parentId();
      if (id == Pins.NONE && since != Pins.NONE) {
        return Optional.empty();
      }
    }
    return Optional.of(snapshots);
  }

  /** The hours that rows were added to or went from; empty if it is not known. */
  Optional<HourSet> hours(long since, long until) {
    Optional<List<Snapshot>> snapshots = between(source.table(), since, until);
    HourSet hours = new HourSet();
    boolean known =
        snapshots.isPresent() && snapshots.get().stream().allMatch(each -> add(each, hours));
    return known ? Optional.of(hours) : Optional.empty();
  }

  private boolean add(Snapshot snapshot, HourSet hours) {
    Map<String, String> summary = snapshot.summary();
    if (summary.containsKey(State.HOURS)) {
      addOwn(summary.get(State.HOURS), hours);
      return true;
    }
    SnapshotChanges changes = SnapshotChanges.builderFor(source.table()).snapshot(snapshot).build();
    boolean known = true;
    for (DataFile file : changes.addedDataFiles()) {
      known &= source.addHours(file, buckets.of(file, source.table()), hours);
    }
    for (DataFile file : changes.removedDataFiles()) {
      known &= source.addHours(file, buckets.of(file, source.table()), hours);
    }
    for (DeleteFile file : changes.addedDeleteFiles()) {
      known &= source.addPartition(file, buckets.of(file, source.table()), hours);
    }
    for (DeleteFile file : changes.removedDeleteFiles()) {
      known &= source.addPartition(file, buckets.of(file, source.table()), hours);
    }
    return known;
  }

  /**
   * Of a table of sums, whose commits say it themselves; empty where they only say how far it is.
   */
  private void addOwn(String text, HourSet hours) {
    if (!text.isEmpty()) {
      Unit unit = Unit.parse(text);
      hours.add(unit.day(), sameBuckets ? unit.bucket() : Unit.EVERY_BUCKET, unit.hours());
    }
  }
}
