package io.flamelake.compaction.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.FileScanTask;

/**
 * Chooses the files that are rewritten.
 *
 * <p>Nothing is rewritten for ever: an unsorted file is rewritten once. A sorted file is rewritten
 * together with unsorted ones only if these have as many bytes as it has, so each time it is, what
 * it becomes has twice its bytes, until it is large. Once a partition is quiet, its small files are
 * merged where that leaves fewer of them; and files that have deletes are rewritten, which ends
 * their having them.
 */
public final class Planner {
  private final Rules rules;
  private final int sortOrderId;

  /**
   * @param sortOrderId which files of the table are sorted as they shall be
   */
  public Planner(Rules rules, int sortOrderId) {
    this.rules = rules;
    this.sortOrderId = sortOrderId;
  }

  /** What is to be done now. */
  public Plan plan(TableFiles table, long nowMillis) {
    Map<String, PartitionFiles> partitions = new TreeMap<>();
    for (FileScanTask task : table.files()) {
      PartitionFiles files =
          partitions.computeIfAbsent(FileGroup.partition(task), key -> new PartitionFiles());
      files.add(task, isSorted(task), rules, table::addedMillis);
    }
    List<FileGroup> groups = new ArrayList<>();
    partitions.forEach((name, files) -> groups.addAll(groups(name, files, nowMillis)));
    return new Plan(table.snapshotId(), table.sequenceNumber(), groups, table.idleDeletes());
  }

  private boolean isSorted(FileScanTask task) {
    Integer order = task.file().sortOrderId();
    return order != null && order == sortOrderId;
  }

  private List<FileGroup> groups(String partition, PartitionFiles files, long nowMillis) {
    List<FileScanTask> chosen = new ArrayList<>();
    boolean quiet = files.isQuiet(rules, nowMillis);
    boolean unsorted =
        files.isSealed(rules, nowMillis) || files.unsorted().size() >= rules.openFiles();
    if (unsorted) {
      chosen.addAll(files.unsorted());
    }
    boolean deletes = quiet || files.mostDeletes() >= rules.deleteFiles();
    if (deletes) {
      chosen.addAll(files.withDeletes());
    }
    FileGroup.Why why = why(unsorted && !files.unsorted().isEmpty(), !chosen.isEmpty());
    if (quiet) {
      addAllSmall(chosen, files.small());
    } else if (!chosen.isEmpty()) {
      addSmaller(chosen, files.small());
    }
    return split(partition, why, chosen);
  }

  private static FileGroup.Why why(boolean unsorted, boolean deletes) {
    if (unsorted) {
      return FileGroup.Why.UNSORTED;
    }
    return deletes ? FileGroup.Why.DELETES : FileGroup.Why.SMALL;
  }

  /** All small files, unless they would become as many again. */
  private void addAllSmall(List<FileScanTask> chosen, List<FileScanTask> small) {
    long bytes = bytes(chosen) + bytes(small);
    if (!chosen.isEmpty() || rules.filesOf(bytes) < small.size()) {
      chosen.addAll(small);
    }
  }

  private static void addSmaller(List<FileScanTask> chosen, List<FileScanTask> small) {
    long bytes = bytes(chosen);
    List<FileScanTask> bySize = new ArrayList<>(small);
    bySize.sort(Comparator.comparingLong(task -> task.file().fileSizeInBytes()));
    for (FileScanTask task : bySize) {
      if (task.file().fileSizeInBytes() > bytes) {
        return;
      }
      chosen.add(task);
      bytes += task.file().fileSizeInBytes();
    }
  }

  private List<FileGroup> split(String partition, FileGroup.Why why, List<FileScanTask> chosen) {
    return FileGroup.split(partition, why, chosen, rules.maxGroupBytes()).stream()
        .filter(this::changes)
        .toList();
  }

  /** A sorted file alone would become itself again. */
  private boolean changes(FileGroup group) {
    FileScanTask first = group.files().get(0);
    return group.files().size() > 1 || !isSorted(first) || !first.deletes().isEmpty();
  }

  private static long bytes(List<FileScanTask> tasks) {
    return tasks.stream().mapToLong(task -> task.file().fileSizeInBytes()).sum();
  }
}
