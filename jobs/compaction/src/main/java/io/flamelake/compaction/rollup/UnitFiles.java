package io.flamelake.compaction.rollup;

import io.flamelake.compaction.rewrite.FileRows;
import io.flamelake.compaction.rewrite.Layout;
import io.flamelake.compaction.rewrite.RewriteMismatchException;
import io.flamelake.compaction.rewrite.RowTally;
import io.flamelake.compaction.rewrite.SortedFiles;
import io.flamelake.compaction.rewrite.Step;
import io.flamelake.compaction.sort.PackedRow;
import io.flamelake.compaction.sort.RowCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** New files with the rows of a unit, which nobody knows of yet. */
final class UnitFiles {
  private final Table table;
  private final Layout layout;
  private final Step.Listener steps;
  private final RowCodec codec;
  private final RowTally tally;
  private final PackedRow packed = new PackedRow();
  private final PartitionKey partition;
  private final Map<PartitionKey, SortedFiles> open = new HashMap<>();
  private final List<SortedFiles> all = new ArrayList<>();
  private final List<DataFile> files = new ArrayList<>();
  private int bucket = Unit.EVERY_BUCKET;

  UnitFiles(Table table, Layout layout, Step.Listener steps) {
    this.table = table;
    this.layout = layout;
    this.steps = steps;
    codec = new RowCodec(table.schema(), layout.usual().rowOrder());
    tally = new RowTally(table.schema());
    partition = new PartitionKey(table.spec(), table.schema());
  }

  /**
   * Writes a row.
   *
   * @param ofBucket not smaller than that of the row before; rows of one are in the table's order
   */
  void write(int ofBucket, StructLike row) throws IOException {
    if (ofBucket != bucket) {
      finishOpen();
      bucket = ofBucket;
    }
    codec.pack(row, packed);
    tally.add(row, packed);
    partition.partition(row);
    SortedFiles to = open.get(partition);
    if (to == null) {
      PartitionKey key = partition.copy();
      to = new SortedFiles(table, layout, key, steps);
      all.add(to);
      open.put(key, to);
    }
    to.write(row);
  }

  /** Ends the last file, reads all of them again and compares them with what was written. */
  List<DataFile> finish(Work work) throws IOException {
    finishOpen();
    steps.reached(Step.WROTE);
    RowTally after = new RowTally(table.schema());
    FileRows rows = work.rows(table);
    for (DataFile file : files) {
      try (CloseableIterable<StructLike> written = rows.of(file)) {
        SourceTable.take(
            written,
            row -> {
              codec.pack(row, packed);
              after.add(row, packed);
            },
            work.progress());
      }
    }
    String difference = tally.difference(after);
    if (!difference.isEmpty()) {
      throw new RewriteMismatchException(
          "Nothing of %s was changed, because files do not have the sums that were written: %s"
              .formatted(table.name(), difference));
    }
    steps.reached(Step.VERIFIED);
    return files;
  }

  long rows() {
    return tally.rows();
  }

  /** Deletes all that was written. */
  void abort() {
    all.forEach(SortedFiles::abort);
  }

  private void finishOpen() throws IOException {
    for (SortedFiles each : open.values()) {
      files.addAll(each.finish());
    }
    open.clear();
  }
}
