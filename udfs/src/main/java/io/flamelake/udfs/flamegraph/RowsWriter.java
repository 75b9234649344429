package io.flamelake.udfs.flamegraph;

import static io.trino.spi.type.BigintType.BIGINT;

import io.flamelake.flamegraph.FlameGraphTree;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.RowBlockBuilder;
import io.trino.spi.block.VariableWidthBlockBuilder;
import java.util.List;

/** Writes the rows of a tree (level, label, self, value) into a block. */
final class RowsWriter {
  private final FlameGraphTree tree;
  private final RowBlockBuilder rows;

  private RowsWriter(FlameGraphTree tree, RowBlockBuilder rows) {
    this.tree = tree;
    this.rows = rows;
  }

  /** Writes the whole tree as one array. */
  static void write(FlameGraphTree tree, BlockBuilder out) {
    ((ArrayBlockBuilder) out)
        .buildEntry(rows -> tree.forEachRow(new RowsWriter(tree, (RowBlockBuilder) rows)::row));
  }

  private void row(int level, int label, long self, long value) {
    rows.buildEntry(fields -> write(fields, level, label, self, value));
  }

  private void write(List<BlockBuilder> fields, int level, int label, long self, long value) {
    int start = tree.labelStart(label);
    int length = tree.labelEnd(label) - start;
    BIGINT.writeLong(fields.get(0), level);
    ((VariableWidthBlockBuilder) fields.get(1)).writeEntry(tree.labelBytes(), start, length);
    BIGINT.writeLong(fields.get(2), self);
    BIGINT.writeLong(fields.get(3), value);
  }
}
