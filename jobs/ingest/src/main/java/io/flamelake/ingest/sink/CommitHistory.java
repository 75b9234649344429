package io.flamelake.ingest.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * What the snapshots of a table tell about earlier commits. Each of our commits leaves its id in
 * the summary of its snapshot. Snapshots expire: where the history does not reach back far enough,
 * the oldest snapshot that is left still tells, by the files that it has.
 */
final class CommitHistory {
  /** Name of the property in a snapshot's summary. */
  static final String COMMIT_ID = "flamelake.commit-id";

  /** By how much the clocks of machines may differ. */
  private static final long CLOCK_SKEW_MILLIS = Duration.ofHours(1).toMillis();

  /** What is known about a commit. */
  enum Answer {
    COMMITTED,
    NOT_COMMITTED,
    /** Snapshots of the time when it was made have expired. */
    FORGOTTEN
  }

  private CommitHistory() {}

  /**
   * Looks for the commit.
   *
   * @param ancestry the current snapshot and those before it, newest first
   */
  static Answer find(CheckpointFiles files, Iterable<Snapshot> ancestry) {
    long earliest = files.createdMillis() - CLOCK_SKEW_MILLIS;
    Snapshot oldest = null;
    for (Snapshot snapshot : ancestry) {
      if (files.commitId().equals(snapshot.summary().get(COMMIT_ID))) {
        return Answer.COMMITTED;
      }
      if (snapshot.timestampMillis() < earliest) {
        return Answer.NOT_COMMITTED;
      }
      oldest = snapshot;
    }
    return oldest == null || oldest.parentId() == null ? Answer.NOT_COMMITTED : Answer.FORGOTTEN;
  }

  /**
   * Tells what find could not: files that were committed are in the oldest snapshot, or were
   * removed by it, or no snapshot has them and expiring snapshots deleted them.
   */
  static boolean wereCommitted(Table table, List<DataFile> files, Iterable<Snapshot> ancestry) {
    Snapshot oldest = null;
    for (Snapshot snapshot : ancestry) {
      oldest = snapshot;
    }
    Set<String> locations = new HashSet<>();
    files.forEach(file -> locations.add(file.location()));
    return (oldest != null && anyOf(locations, table, oldest))
        || locations.stream().anyMatch(path -> !table.io().newInputFile(path).exists());
  }

  private static boolean anyOf(Set<String> locations, Table table, Snapshot snapshot) {
    for (DataFile file : snapshot.removedDataFiles(table.io())) {
      if (locations.contains(file.location())) {
        return true;
      }
    }
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
      for (FileScanTask task : tasks) {
        if (locations.contains(task.file().location())) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
