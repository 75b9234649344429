package io.flamelake.compaction.rewrite;

import io.flamelake.compaction.plan.FileGroup;
import io.flamelake.compaction.sort.ExternalSorter;
import io.flamelake.compaction.sort.PackedRow;
import io.flamelake.compaction.sort.RowCodec;
import io.flamelake.compaction.sort.SortedRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Writes what rows of a group of files are to stay, sorted, to new files, which are read again and
 * compared with what was read before. Commits nothing.
 */
public final class GroupWriter {
  private static final int ROWS_BETWEEN_CALLS = 1 << 16;

  private final Table table;
  private final Layout layout;
  private final WorkSpace space;
  private final Step.Listener steps;
  private final FileRows rows;
  private final PackedRow packed = new PackedRow();
  private long rowsSeen;
  private Runnable progress = () -> {};

  /** New files that nobody knows of yet. */
  public static final class Written {
    private final SortedFiles output;
    private final List<DataFile> files;
    private final long rows;
    private final long droppedRows;

    Written(SortedFiles output, List<DataFile> files, long rows, long droppedRows) {
      this.output = output;
      this.files = files;
      this.rows = rows;
      this.droppedRows = droppedRows;
    }

    public List<DataFile> files() {
      return files;
    }

    /** Rows in the files. */
    public long rows() {
      return rows;
    }

    /** Rows that were there to be read, and were not written. */
    public long droppedRows() {
      return droppedRows;
    }

    public long bytes() {
      return files.stream().mapToLong(DataFile::fileSizeInBytes).sum();
    }

    /** Deletes the files. */
    public void discard() {
      output.abort();
    }
  }

  /**
   * @param steps is told what has been done
   */
  public GroupWriter(Table table, Layout layout, WorkSpace space, Step.Listener steps) {
    this.table = table;
    this.layout = layout;
    this.space = space;
    this.steps = steps;
    rows = new FileRows(table, space.deleteBytes());
  }

  /**
   * Writes.
   *
   * @param dropped tells rows that are not written
   * @param newProgress called now and then
   * @throws RewriteMismatchException if the new files do not have the rows that were to stay
   */
  public Written write(FileGroup group, Predicate<StructLike> dropped, Runnable newProgress)
      throws IOException {
    progress = newProgress;
    DataFile like = group.files().get(0).file();
    Layout.Arrangement arrangement = arrangement(group);
    SortedFiles output = new SortedFiles(table, layout, arrangement, like, steps);
    try {
      RowCodec codec = new RowCodec(table.schema(), arrangement.rowOrder());
      RowTally kept = new RowTally(table.schema());
      long droppedRows = sort(group, dropped, codec, new Sink(kept, output));
      List<DataFile> files = output.finish();
      steps.reached(Step.WROTE);
      check(kept, files, dropped, codec);
      steps.reached(Step.VERIFIED);
      return new Written(output, files, kept.rows(), droppedRows);
    } catch (IOException | RuntimeException e) {
      output.abort();
      throw e;
    }
  }

  private Layout.Arrangement arrangement(FileGroup group) throws IOException {
    if (layout.choice().isEmpty()) {
      return layout.usual();
    }
    Layout.Choice choice = layout.choice().get();
    Layout.Counter counter = choice.counter();
    Schema columns = table.schema().select(choice.columns());
    for (FileScanTask task : group.files()) {
      try (CloseableIterable<StructLike> live = rows.of(task, columns, Expressions.alwaysTrue())) {
        for (StructLike row : live) {
          counter.add(row);
          seen();
        }
      }
    }
    return counter.chosen();
  }

  /** Where rows that stay are counted and written. */
  private record Sink(RowTally kept, SortedFiles output) {}

  private long sort(FileGroup group, Predicate<StructLike> dropped, RowCodec codec, Sink sink)
      throws IOException {
    Path folder = space.folder().resolve("sort-" + UUID.randomUUID());
    try (ExternalSorter sorter = new ExternalSorter(folder, space.memoryBytes())) {
      long droppedRows = 0;
      for (FileScanTask task : group.files()) {
        try (CloseableIterable<StructLike> live = rows.of(task)) {
          for (StructLike row : live) {
            seen();
            if (dropped.test(row)) {
              droppedRows++;
            } else {
              codec.pack(row, packed);
              sink.kept().add(row, packed);
              sorter.add(packed);
            }
          }
        }
      }
      steps.reached(Step.READ);
      sink.output().has(codec.present());
      SortedRows sorted = sorter.sorted(codec);
      for (StructLike row = sorted.next(); row != null; row = sorted.next()) {
        sink.output().write(row);
        seen();
      }
      return droppedRows;
    }
  }

  /** Reads the new files as anybody will, and compares. */
  private void check(
      RowTally kept, List<DataFile> files, Predicate<StructLike> dropped, RowCodec codec)
      throws IOException {
    RowTally after = new RowTally(table.schema());
    byte[] last = new byte[0];
    int lastLength = 0;
    for (DataFile file : files) {
      try (CloseableIterable<StructLike> written = rows.of(file)) {
        for (StructLike row : written) {
          codec.pack(row, packed);
          after.add(row, packed);
          seen();
          if (dropped.test(row)) {
            throw mismatch("%s has rows that were to go".formatted(file.location()));
          }
          if (Arrays.compareUnsigned(last, 0, lastLength, packed.bytes(), 0, packed.length()) > 0) {
            throw mismatch("rows of %s are not in order".formatted(file.location()));
          }
          last = last.length < packed.length() ? new byte[2 * packed.length()] : last;
          System.arraycopy(packed.bytes(), 0, last, 0, packed.length());
          lastLength = packed.length();
        }
      }
    }
    long counted = files.stream().mapToLong(DataFile::recordCount).sum();
    String difference = kept.difference(after);
    if (difference.isEmpty() && counted != after.rows()) {
      difference = "%d rows, but files say %d".formatted(after.rows(), counted);
    }
    if (!difference.isEmpty()) {
      throw mismatch(difference);
    }
  }

  private void seen() {
    if (++rowsSeen % ROWS_BETWEEN_CALLS == 0) {
      progress.run();
    }
  }

  private RewriteMismatchException mismatch(String difference) {
    return new RewriteMismatchException(
        "Nothing of %s was changed, because a rewrite would have lost or changed rows: %s"
            .formatted(table.name(), difference));
  }
}
