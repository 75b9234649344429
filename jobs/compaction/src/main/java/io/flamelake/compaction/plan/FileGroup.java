package io.flamelake.compaction.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.iceberg.FileScanTask;

/**
 * Files of one partition that become sorted ones with one commit.
 *
 * @param partition as in paths, for people
 * @param why what asks for it
 */
public record FileGroup(String partition, Why why, List<FileScanTask> files) {
  /** What asks for a rewrite. */
  public enum Why {
    UNSORTED("unsorted files"),
    SMALL("small files"),
    DELETES("deletes"),
    REMOVAL("rows that are removed");

    private final String text;

    Why(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  public FileGroup {
    files = List.copyOf(files);
  }

  /**
   * Groups of files of one partition, in the order in which the files came, so that each group has
   * a time of its own, roughly.
   *
   * @param maxBytes of a group, unless it is one file
   */
  public static List<FileGroup> split(
      String partition, Why why, List<FileScanTask> chosen, long maxBytes) {
    List<FileScanTask> inOrder = new ArrayList<>(chosen);
    inOrder.sort(
        Comparator.comparingLong(FileGroup::sequenceNumber)
            .thenComparing(task -> task.file().location()));
    List<FileGroup> groups = new ArrayList<>();
    List<FileScanTask> group = new ArrayList<>();
    long bytes = 0;
    for (FileScanTask task : inOrder) {
      long more = task.file().fileSizeInBytes();
      if (!group.isEmpty() && bytes + more > maxBytes) {
        groups.add(new FileGroup(partition, why, group));
        group = new ArrayList<>();
        bytes = 0;
      }
      group.add(task);
      bytes += more;
    }
    if (!group.isEmpty()) {
      groups.add(new FileGroup(partition, why, group));
    }
    return groups;
  }

  /** The partition that a file is in. Files of different specs are never in the same. */
  public static String partition(FileScanTask task) {
    String path = task.spec().partitionToPath(task.file().partition());
    return task.spec().specId() == 0 ? path : path + " of spec " + task.spec().specId();
  }

  private static long sequenceNumber(FileScanTask task) {
    Long number = task.file().dataSequenceNumber();
    return number == null ? 0 : number;
  }

  /** The same with these files. */
  public FileGroup with(List<FileScanTask> others) {
    return new FileGroup(partition, why, others);
  }

  /** Bytes of the data files. */
  public long bytes() {
    return files.stream().mapToLong(task -> task.file().fileSizeInBytes()).sum();
  }

  /** Rows of the data files, those among them that are deleted too. */
  public long storedRows() {
    return files.stream().mapToLong(task -> task.file().recordCount()).sum();
  }
}
