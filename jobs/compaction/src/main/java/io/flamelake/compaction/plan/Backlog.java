package io.flamelake.compaction.plan;

import org.apache.iceberg.FileScanTask;

/**
 * Data files that are not sorted yet.
 *
 * @param oldestMillis when the first of them was committed, of the epoch; 0 if there is none
 */
public record Backlog(long files, long bytes, long oldestMillis) {
  /**
   * Counts.
   *
   * @param table null if it has no snapshot
   * @param sortOrderId of files that are sorted
   */
  public static Backlog of(TableFiles table, int sortOrderId) {
    long files = 0;
    long bytes = 0;
    long oldest = Long.MAX_VALUE;
    if (table != null) {
      for (FileScanTask task : table.files()) {
        Integer order = task.file().sortOrderId();
        if (order == null || order != sortOrderId) {
          files++;
          bytes += task.file().fileSizeInBytes();
          oldest = Math.min(oldest, table.addedMillis(task.file()));
        }
      }
    }
    return new Backlog(files, bytes, files == 0 ? 0 : oldest);
  }
}
