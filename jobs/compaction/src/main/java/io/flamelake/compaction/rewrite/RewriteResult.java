package io.flamelake.compaction.rewrite;

/**
 * What a rewrite came to.
 *
 * @param committed false if another commit was in the way, which changed nothing
 * @param conflict which, empty if none
 * @param rows that are in the new files
 */
public record RewriteResult(
    boolean committed,
    String conflict,
    int filesBefore,
    long bytesBefore,
    int filesAfter,
    long bytesAfter,
    long rows,
    long deletedRows) {}
