package io.flamelake.compaction.remove;

/**
 * What removing rows came to.
 *
 * @param committed false if there was nothing to commit, or another commit was in the way each time
 * @param conflict which, empty if none
 * @param filesBefore files that went, and their bytes
 * @param filesDropped those of them that were not rewritten
 * @param filesAfter files that were written instead, and their bytes; without those that were to be
 *     added
 * @param rowsKept rows in these
 * @param rowsRemoved rows that went; of files that metadata alone showed to go, those among them
 *     that were deleted already too
 */
public record RemovalResult(
    boolean committed,
    String conflict,
    int filesBefore,
    long bytesBefore,
    int filesDropped,
    int filesAfter,
    long bytesAfter,
    long rowsKept,
    long rowsRemoved) {

  static RemovalResult nothing(String conflict) {
    return new RemovalResult(false, conflict, 0, 0, 0, 0, 0, 0, 0);
  }
}
