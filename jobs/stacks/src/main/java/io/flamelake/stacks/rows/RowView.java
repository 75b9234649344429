package io.flamelake.stacks.rows;

import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/** A row that reads its values from elsewhere. */
abstract class RowView extends View implements RowData {
  @Override
  public RowKind getRowKind() {
    return RowKind.INSERT;
  }

  @Override
  public void setRowKind(RowKind kind) {
    if (kind != RowKind.INSERT) {
      throw new IllegalArgumentException("Only inserts are written, not " + kind);
    }
  }
}
