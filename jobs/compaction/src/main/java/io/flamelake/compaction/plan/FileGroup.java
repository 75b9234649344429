package io.flamelake.compaction.plan;

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
    DELETES("deletes");

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

  /** Bytes of the data files. */
  public long bytes() {
    return files.stream().mapToLong(task -> task.file().fileSizeInBytes()).sum();
  }

  /** Rows of the data files, those among them that are deleted too. */
  public long storedRows() {
    return files.stream().mapToLong(task -> task.file().recordCount()).sum();
  }
}
