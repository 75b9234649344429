package io.flamelake.compaction.rewrite;

import io.flamelake.compaction.sort.RowOrder;
import org.apache.iceberg.SortOrder;

/**
 * What new files of a table are like.
 *
 * @param rowOrder what rows are ordered by
 * @param sortOrder how much of it the table can say of its files
 */
public record Layout(RowOrder rowOrder, SortOrder sortOrder, FileSizes sizes) {}
