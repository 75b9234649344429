package io.flamelake.udfs.flamegraph;

import static io.trino.spi.type.BigintType.BIGINT;

import io.flamelake.flamegraph.FlameGraphTree;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.RowBlockBuilder;
import io.trino.spi.block.VariableWidthBlockBuilder;

/** Writes the rows of a comparison (level, label, value, self, valueRight, selfRight). */
final class DiffRowsWriter {
  private final FlameGraphTree tree;
  private final RowBlockBuilder rows;

  private DiffRowsWriter(FlameGraphTree tree, RowBlockBuilder rows) {
    this.tree = tree;
    this.rows = rows;
  }

  /** Writes the whole tree as one array. */
  static void write(FlameGraphTree tree, Scaling scaling, BlockBuilder out) {
    ((ArrayBlockBuilder) out)
        .buildEntry(
            rows ->
                scaling
                    .compare(tree)
                    .forEachRow(new DiffRowsWriter(tree, (RowBlockBuilder) rows)::row));
  }

  private void row(int level, int label, long value, long self, long valueRight, long selfRight) {
    rows.buildEntry(
        fields -> {
          int start = tree.labelStart(label);
          int length = tree.labelEnd(label) - start;
          BIGINT.writeLong(fields.get(0), level);
          ((VariableWidthBlockBuilder) fields.get(1)).writeEntry(tree.labelBytes(), start, length);
          BIGINT.writeLong(fields.get(2), value);
          BIGINT.writeLong(fields.get(3), self);
          BIGINT.writeLong(fields.get(4), valueRight);
          BIGINT.writeLong(fields.get(5), selfRight);
        });
  }
}
