package io.flamelake.compaction.rewrite;

import io.flamelake.compaction.plan.FileGroup;
import io.flamelake.compaction.plan.Plan;
import io.flamelake.compaction.sort.ExternalSorter;
import io.flamelake.compaction.sort.PackedRow;
import io.flamelake.compaction.sort.RowCodec;
import io.flamelake.compaction.sort.SortedRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Rewrites a group of files: its rows without deleted ones, sorted, in new files, which are read
 * again and compared with what was read before one commit puts them in the place of the old ones.
 */
public final class GroupRewriter {
  private static final int ROWS_BETWEEN_CALLS = 1 << 16;

  private final Table table;
  private final Layout layout;
  private final WorkSpace space;
  private final Step.Listener steps;
  private final FileRows rows;
  private final PackedRow packed = new PackedRow();
  private long rowsSeen;
  private Runnable progress = () -> {};

  /**
   * @param steps is told what has been done
   */
  public GroupRewriter(Table table, Layout layout, WorkSpace space, Step.Listener steps) {
    this.table = table;
    this.layout = layout;
    this.space = space;
    this.steps = steps;
    rows = new FileRows(table);
  }

  /**
   * Rewrites it.
   *
   * @param newProgress called now and then
   * @throws RewriteMismatchException if the new files do not have the rows of the old ones
   * @throws CommitUnknownException if nobody can tell whether it was committed
   */
  public RewriteResult rewrite(Plan plan, FileGroup group, Runnable newProgress)
      throws IOException {
    progress = newProgress;
    DataFile like = group.files().get(0).file();
    SortedFiles written = new SortedFiles(table, layout.sortOrder(), layout.sizes(), like, steps);
    RowTally before;
    List<DataFile> files;
    try {
      RowCodec codec = new RowCodec(table.schema(), layout.rowOrder());
      before = sort(group, codec, written);
      files = written.finish();
      steps.reached(Step.WROTE);
      check(before, files, codec);
      steps.reached(Step.VERIFIED);
    } catch (IOException | RuntimeException e) {
      written.abort();
      throw e;
    }
    // Whatever a commit throws, the files may be the table's by then, so they stay.
    String conflict = new RewriteCommit(table, plan, steps).commit(group, files);
    if (!conflict.isEmpty()) {
      written.abort();
    }
    return result(group, files, before, conflict);
  }

  private RowTally sort(FileGroup group, RowCodec codec, SortedFiles written) throws IOException {
    Path folder = space.folder().resolve("sort-" + UUID.randomUUID());
    try (ExternalSorter sorter = new ExternalSorter(folder, space.memoryBytes())) {
      RowTally tally = new RowTally(table.schema());
      for (FileScanTask task : group.files()) {
        read(task, codec, tally, sorter);
      }
      steps.reached(Step.READ);
      SortedRows sorted = sorter.sorted(codec);
      for (StructLike row = sorted.next(); row != null; row = sorted.next()) {
        written.write(row);
        seen();
      }
      return tally;
    }
  }

  private void read(FileScanTask task, RowCodec codec, RowTally tally, ExternalSorter sorter)
      throws IOException {
    try (CloseableIterable<StructLike> live = rows.of(task)) {
      for (StructLike row : live) {
        codec.pack(row, packed);
        tally.add(row, packed);
        sorter.add(packed);
        seen();
      }
    }
  }

  /** Reads the new files as anybody will, and compares. */
  private void check(RowTally before, List<DataFile> files, RowCodec codec) throws IOException {
    RowTally after = new RowTally(table.schema());
    byte[] last = new byte[0];
    int lastLength = 0;
    for (DataFile file : files) {
      try (CloseableIterable<StructLike> written = rows.of(file)) {
        for (StructLike row : written) {
          codec.pack(row, packed);
          after.add(row, packed);
          seen();
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
    String difference = before.difference(after);
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

  private static RewriteResult result(
      FileGroup group, List<DataFile> files, RowTally rows, String conflict) {
    return new RewriteResult(
        conflict.isEmpty(),
        conflict,
        group.files().size(),
        group.bytes(),
        files.size(),
        files.stream().mapToLong(DataFile::fileSizeInBytes).sum(),
        rows.rows(),
        group.storedRows() - rows.rows());
  }
}
