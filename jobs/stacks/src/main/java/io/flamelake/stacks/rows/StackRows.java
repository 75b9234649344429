package io.flamelake.stacks.rows;

import io.flamelake.stacks.StackDefinition;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.table.data.RowData;

/** In: stacks as they are first seen on a day. Out: rows of {@code stacks}. */
public final class StackRows implements MapFunction<StackDefinition, RowData> {
  private static final long serialVersionUID = 1L;

  private transient StackRow row;

  @Override
  public RowData map(StackDefinition stack) {
    if (row == null) {
      row = new StackRow();
    }
    row.reset(stack);
    return row;
  }
}
