package io.flamelake.compaction.rewrite;

import com.dynatrace.hash4j.distinctcount.HyperLogLog;
import com.dynatrace.hash4j.hashing.Hashing;
import io.flamelake.compaction.plan.FileGroup;
import io.flamelake.compaction.sort.PackedRow;
import io.flamelake.compaction.sort.RowCodec;
import io.flamelake.compaction.sort.RowOrder;
import java.io.IOException;
import java.util.List;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** How often values of some columns repeat in a group of files. */
final class Repetition {
  /** 16,384 registers of 6 bits, an error of less than 1 %. */
  private static final int PRECISION = 14;

  private Repetition() {}

  /**
   * Rows of each different value, on average; 0 if there are none. The values are counted by
   * HyperLogLog, so it is near, not exact.
   *
   * @param schema of these columns alone
   */
  static double of(FileGroup group, FileRows rows, Schema schema, Runnable perRow)
      throws IOException {
    RowCodec codec = new RowCodec(schema, new RowOrder(List.of()));
    PackedRow packed = new PackedRow();
    HyperLogLog different = HyperLogLog.create(PRECISION);
    long count = 0;
    for (FileScanTask task : group.files()) {
      try (CloseableIterable<StructLike> live = rows.of(task, schema, Expressions.alwaysTrue())) {
        for (StructLike row : live) {
          codec.pack(row, packed);
          different.add(Hashing.xxh3_64().hashBytesToLong(packed.bytes(), 0, packed.length()));
          count++;
          perRow.run();
        }
      }
    }
    return count == 0 ? 0 : count / different.getDistinctCountEstimate();
  }
}
