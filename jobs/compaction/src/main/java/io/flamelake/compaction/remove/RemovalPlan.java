package io.flamelake.compaction.remove;

import io.flamelake.compaction.plan.FileGroup;
import java.util.List;
import org.apache.iceberg.FileScanTask;

/**
 * What removing rows comes to, decided on one snapshot.
 *
 * @param snapshotId null if the table has none
 * @param dropped files all of whose rows go: they are not rewritten
 * @param rewritten files some of whose rows go
 * @param rows that go; of files that metadata alone shows to go, those among them that are deleted
 *     already too
 */
public record RemovalPlan(
    Long snapshotId, List<FileScanTask> dropped, List<FileGroup> rewritten, long rows) {
  public RemovalPlan {
    dropped = List.copyOf(dropped);
    rewritten = List.copyOf(rewritten);
  }

  /** Whether no row goes. */
  public boolean isEmpty() {
    return dropped.isEmpty() && rewritten.isEmpty();
  }

  /** Files that go, those that are rewritten included. */
  public int files() {
    return dropped.size() + rewritten.stream().mapToInt(group -> group.files().size()).sum();
  }

  /** Their bytes. */
  public long bytes() {
    return dropped.stream().mapToLong(task -> task.file().fileSizeInBytes()).sum()
        + rewritten.stream().mapToLong(FileGroup::bytes).sum();
  }
}
