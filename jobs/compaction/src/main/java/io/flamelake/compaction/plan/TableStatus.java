package io.flamelake.compaction.plan;

import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.FileScanTask;

/**
 * What files a table has.
 *
 * @param bytes of data files
 * @param rows of data files, those among them that are deleted too
 * @param sortedFiles data files in the table's order
 * @param smallFiles data files that are not as large as they shall become
 * @param deleteFiles files of deletes
 * @param oldest the first partition's day, or what its first field is; empty if there are no files
 */
public record TableStatus(
    int files,
    long bytes,
    long rows,
    int sortedFiles,
    int smallFiles,
    int deleteFiles,
    String oldest) {

  /**
   * Counts.
   *
   * @param table null if it has no snapshot
   */
  public static TableStatus of(TableFiles table, int sortOrderId, Rules rules) {
    if (table == null) {
      return new TableStatus(0, 0, 0, 0, 0, 0, "");
    }
    long bytes = 0;
    long rows = 0;
    int sorted = 0;
    int small = 0;
    String oldest = "";
    Set<String> deletes = new HashSet<>();
    table.idleDeletes().forEach(file -> deletes.add(file.location()));
    for (FileScanTask task : table.files()) {
      bytes += task.file().fileSizeInBytes();
      rows += task.file().recordCount();
      Integer order = task.file().sortOrderId();
      sorted += order != null && order == sortOrderId ? 1 : 0;
      small += rules.isSmall(task.file().fileSizeInBytes()) ? 1 : 0;
      task.deletes().forEach(file -> deletes.add(file.location()));
      String partition = firstField(task);
      oldest = oldest.isEmpty() || partition.compareTo(oldest) < 0 ? partition : oldest;
    }
    return new TableStatus(
        table.files().size(), bytes, rows, sorted, small, deletes.size(), oldest);
  }

  private static String firstField(FileScanTask task) {
    String path = task.spec().partitionToPath(task.file().partition());
    return path.replaceFirst("/.*", "").replaceFirst(".*?=", "");
  }
}
