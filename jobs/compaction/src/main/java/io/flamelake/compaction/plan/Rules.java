package io.flamelake.compaction.plan;

import java.time.Duration;

/**
 * When files are rewritten.
 *
 * @param sealDelay a partition is sealed once it got no file for so long; then its unsorted files
 *     are sorted
 * @param mergeDelay once it got no file for so long, its small sorted files become large ones, and
 *     deletes are applied to sorted files
 * @param openFiles so many unsorted files are sorted also in a partition that still gets some
 * @param deleteFiles so many delete files are applied to a sorted file at once
 * @param targetFileBytes how large files become; a file that has three quarters of it is large
 * @param maxGroupBytes about how much is rewritten by one commit
 */
public record Rules(
    Duration sealDelay,
    Duration mergeDelay,
    int openFiles,
    int deleteFiles,
    long targetFileBytes,
    long maxGroupBytes) {

  boolean isSmall(long bytes) {
    return bytes < targetFileBytes / 4 * 3;
  }

  /** How many files so many bytes become. */
  long filesOf(long bytes) {
    return (bytes + targetFileBytes - 1) / targetFileBytes;
  }
}
