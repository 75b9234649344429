package io.flamelake.compaction.sort;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Sorts packed rows. Rows are held in memory up to a bound; beyond it they go, sorted, to files in
 * a local folder, which are merged at the end. While it merges, the memory of the rows is given
 * back, and each file that is read takes about {@value #MERGE_BYTES_PER_FILE} bytes, within the
 * same bound.
 */
public final class ExternalSorter implements Closeable {
  /** A buffer, the window of zstd at its fastest level, and a row. */
  static final int MERGE_BYTES_PER_FILE = 1 << 20;

  private static final int MOST_FILES = 64;

  private final Path folder;
  private final long memoryBytes;
  private final int mostFiles;
  private final RowArena arena = new RowArena();
  private final List<SpillFile> files = new ArrayList<>();
  private long rows;
  private long largestBytes;
  private int fileNumber;
  private RowCursor result;

  /**
   * @param folder for its files; made, and deleted by close with all that is in it
   * @param memoryBytes bound of what rows take
   */
  public ExternalSorter(Path folder, long memoryBytes) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.memoryBytes = memoryBytes;
    mostFiles = (int) Math.max(2, Math.min(MOST_FILES, memoryBytes / MERGE_BYTES_PER_FILE));
  }

  /** Adds a row, which is copied. */
  public void add(PackedRow row) throws IOException {
    if (arena.rows() > 0 && arena.bytesWith(row.length()) > memoryBytes) {
      spill();
    }
    largestBytes = Math.max(largestBytes, arena.bytesWith(row.length()));
    arena.add(row.bytes(), row.length());
    rows++;
  }

  /** How many rows were added. */
  public long rows() {
    return rows;
  }

  /** How many files were written. */
  public int filesWritten() {
    return fileNumber;
  }

  /** The most bytes that rows took at a time. */
  public long largestBytes() {
    return largestBytes;
  }

  /** The rows in order, to be asked for once, after the last row is added. */
  public SortedRows sorted(RowCodec codec) throws IOException {
    return new SortedRows(cursor(), codec);
  }

  /** The packed rows in order, to be asked for once, instead. */
  RowCursor cursor() throws IOException {
    if (files.isEmpty()) {
      result = arena.sorted();
    } else {
      spill();
      while (files.size() > mostFiles) {
        mergeFirst();
      }
      result = MergedRows.of(files);
    }
    return result;
  }

  private void spill() throws IOException {
    files.add(SpillFile.write(nextPath(), arena.sorted()));
  }

  /** Files that are merged become one at the end of the list, so all are merged about as often. */
  private void mergeFirst() throws IOException {
    List<SpillFile> some = List.copyOf(files.subList(0, mostFiles));
    SpillFile merged = SpillFile.write(nextPath(), MergedRows.of(some));
    files.subList(0, mostFiles).clear();
    files.add(merged);
  }

  private Path nextPath() {
    return folder.resolve("rows-" + fileNumber++);
  }

  @Override
  public void close() throws IOException {
    arena.clear();
    if (result != null) {
      result.close();
    }
    for (int number = 0; number < fileNumber; number++) {
      Files.deleteIfExists(folder.resolve("rows-" + number));
    }
    Files.deleteIfExists(folder);
  }
}
