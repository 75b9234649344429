package io.flamelake.compaction.plan;

import java.util.List;
import org.apache.iceberg.DeleteFile;

/**
 * What is to be done to a table, decided on one snapshot.
 *
 * @param snapshotId of the snapshot
 * @param sequenceNumber of the snapshot
 * @param idleDeletes delete files that apply to nothing
 */
public record Plan(
    long snapshotId, long sequenceNumber, List<FileGroup> groups, List<DeleteFile> idleDeletes) {
  public Plan {
    groups = List.copyOf(groups);
    idleDeletes = List.copyOf(idleDeletes);
  }
}
