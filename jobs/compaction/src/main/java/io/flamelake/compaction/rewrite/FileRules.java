package io.flamelake.compaction.rewrite;

/**
 * How large files become, and what they have.
 *
 * @param targetFileBytes of a file
 * @param rowGroupBytes of a row group, which is held in memory until it is full
 * @param rowGroupRows of a row group at most, for engines that read one as a whole
 * @param absentColumns whether files have columns, and fields of elements of lists, that are null
 *     in all rows
 */
public record FileRules(
    long targetFileBytes, long rowGroupBytes, int rowGroupRows, boolean absentColumns) {
  /** Of usual files. */
  public FileRules(long targetFileBytes, long rowGroupBytes) {
    this(targetFileBytes, rowGroupBytes, Integer.MAX_VALUE, false);
  }
}
