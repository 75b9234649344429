package io.flamelake.compaction.plan;

import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.FileScanTask;

/**
 * What the deletes of a data file take in memory while it is read, at most, as far as metadata
 * tells: all that apply to it are held at a time.
 */
public final class DeleteMemory {
  /** An equality delete is a row of objects in a hash set. */
  private static final long BYTES_OF_EQUALITY = 256;

  /** A position delete is part of a bitmap. */
  private static final long BYTES_OF_POSITION = 8;

  /** Texts of a compressed file. */
  private static final long INFLATION = 4;

  private DeleteMemory() {}

  /** Bytes. */
  public static long of(FileScanTask task) {
    return task.deletes().stream().mapToLong(DeleteMemory::of).sum();
  }

  private static long of(DeleteFile file) {
    return file.content() == FileContent.EQUALITY_DELETES
        ? file.recordCount() * BYTES_OF_EQUALITY + file.fileSizeInBytes() * INFLATION
        : file.recordCount() * BYTES_OF_POSITION;
  }
}
