package io.flamelake.compaction.rewrite;

/**
 * How large files become.
 *
 * @param targetFileBytes of a file
 * @param rowGroupBytes of a row group, which is held in memory until it is full
 */
public record FileSizes(long targetFileBytes, long rowGroupBytes) {}
