package io.flamelake.compaction.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;

/** The files of one partition, told apart by what may happen to them. */
final class PartitionFiles {
  private final List<FileScanTask> unsorted = new ArrayList<>();
  private final List<FileScanTask> withDeletes = new ArrayList<>();
  private final List<FileScanTask> small = new ArrayList<>();
  private int mostDeletes;
  private long newestUnsorted;
  private long newest;

  /**
   * @param sorted whether it is in the table's order
   * @param added when a file came into the table
   */
  void add(FileScanTask task, boolean sorted, Rules rules, ToLongFunction<ContentFile<?>> added) {
    long millis = added.applyAsLong(task.file());
    newest = Math.max(newest, millis);
    if (!sorted) {
      unsorted.add(task);
      newestUnsorted = Math.max(newestUnsorted, millis);
    } else if (!task.deletes().isEmpty()) {
      withDeletes.add(task);
      mostDeletes = Math.max(mostDeletes, task.deletes().size());
    } else if (rules.isSmall(task.file().fileSizeInBytes())) {
      small.add(task);
    }
    for (DeleteFile file : task.deletes()) {
      newest = Math.max(newest, added.applyAsLong(file));
    }
  }

  List<FileScanTask> unsorted() {
    return unsorted;
  }

  List<FileScanTask> withDeletes() {
    return withDeletes;
  }

  List<FileScanTask> small() {
    return small;
  }

  int mostDeletes() {
    return mostDeletes;
  }

  boolean isSealed(Rules rules, long nowMillis) {
    return nowMillis - newestUnsorted >= rules.sealDelay().toMillis();
  }

  boolean isQuiet(Rules rules, long nowMillis) {
    return nowMillis - newest >= rules.mergeDelay().toMillis();
  }
}
