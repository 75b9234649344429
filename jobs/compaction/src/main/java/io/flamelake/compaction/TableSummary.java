package io.flamelake.compaction;

/**
 * What was done to a table.
 *
 * @param name of the table
 * @param filesBefore files that were rewritten
 * @param bytesBefore of these files
 * @param filesAfter files that they became
 * @param bytesAfter of these files
 * @param rows in these files
 * @param deletedRows rows that deletes had marked, and that are gone now
 * @param deleteFiles delete files that applied to nothing any more and were removed
 * @param snapshots that were expired
 * @param failure why it was not done to its end, empty if it was
 */
record TableSummary(
    String name,
    int filesBefore,
    long bytesBefore,
    int filesAfter,
    long bytesAfter,
    long rows,
    long deletedRows,
    int deleteFiles,
    int snapshots,
    long millis,
    String failure) {

  boolean failed() {
    return !failure.isEmpty();
  }
}
