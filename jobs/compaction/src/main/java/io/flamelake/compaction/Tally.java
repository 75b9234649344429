package io.flamelake.compaction;

import io.flamelake.compaction.rewrite.RewriteResult;
import java.util.concurrent.TimeUnit;

/** Adds up what is done to a table. */
final class Tally {
  private final String name;
  private final long startNanos;
  private int filesBefore;
  private long bytesBefore;
  private int filesAfter;
  private long bytesAfter;
  private long rows;
  private long deletedRows;
  private int deleteFiles;
  private int snapshots;
  private String failure = "";

  Tally(String name, long startNanos) {
    this.name = name;
    this.startNanos = startNanos;
  }

  void add(RewriteResult result) {
    filesBefore += result.filesBefore();
    bytesBefore += result.bytesBefore();
    filesAfter += result.filesAfter();
    bytesAfter += result.bytesAfter();
    rows += result.rows();
    deletedRows += result.deletedRows();
  }

  void removed(int moreDeleteFiles) {
    deleteFiles += moreDeleteFiles;
  }

  void expired(int oldSnapshots) {
    snapshots += oldSnapshots;
  }

  void failed(String why) {
    failure = why;
  }

  TableSummary summary() {
    return new TableSummary(
        name,
        filesBefore,
        bytesBefore,
        filesAfter,
        bytesAfter,
        rows,
        deletedRows,
        deleteFiles,
        snapshots,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos),
        failure);
  }
}
