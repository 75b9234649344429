package io.flamelake.compaction.maintenance;

import io.flamelake.compaction.remove.RemovalResult;

/**
 * What was done, in numbers.
 *
 * @param filesBefore data files that were rewritten or removed
 * @param bytesBefore of these
 * @param filesAfter data files that were written
 * @param bytesAfter of these
 * @param rows in the files that were written
 * @param rowsRemoved rows that are gone
 * @param deleteFiles delete files that applied to nothing any more and were removed
 * @param snapshots that were expired
 */
public record Counts(
    long filesBefore,
    long bytesBefore,
    long filesAfter,
    long bytesAfter,
    long rows,
    long rowsRemoved,
    long deleteFiles,
    long snapshots) {
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

  /** Of data files, with no other count. */
  public static Counts ofFiles(
      long filesBefore, long bytesBefore, long filesAfter, long bytesAfter) {
    return new Counts(filesBefore, bytesBefore, filesAfter, bytesAfter, 0, 0, 0, 0);
  }

  /** Of rows that were removed. */
  public static Counts of(RemovalResult result) {
    return ofFiles(
            result.filesBefore(), result.bytesBefore(), result.filesAfter(), result.bytesAfter())
        .withRows(result.rowsKept(), result.rowsRemoved());
  }

  /** The same with numbers of rows. */
  public Counts withRows(long newRows, long newRowsRemoved) {
    return new Counts(
        filesBefore,
        bytesBefore,
        filesAfter,
        bytesAfter,
        newRows,
        newRowsRemoved,
        deleteFiles,
        snapshots);
  }

  /** Delete files that were removed, and nothing else. */
  public static Counts ofDeleteFiles(long deleteFiles) {
    return new Counts(0, 0, 0, 0, 0, 0, deleteFiles, 0);
  }

  /** Snapshots that were expired, and nothing else. */
  public static Counts ofSnapshots(long snapshots) {
    return new Counts(0, 0, 0, 0, 0, 0, 0, snapshots);
  }

  /** Both together. */
  public Counts plus(Counts other) {
    return new Counts(
        filesBefore + other.filesBefore,
        bytesBefore + other.bytesBefore,
        filesAfter + other.filesAfter,
        bytesAfter + other.bytesAfter,
        rows + other.rows,
        rowsRemoved + other.rowsRemoved,
        deleteFiles + other.deleteFiles,
        snapshots + other.snapshots);
  }
}
