package io.flamelake.symbolize.operators;

import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.rows.StackRows;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;

/**
 * In: stacks to be written. Out: an insertion of the row of each, after the deletion of the one
 * that it takes the place of.
 */
public final class StackChanges implements FlatMapFunction<WrittenStack, RowData> {
  private static final long serialVersionUID = 1L;

  private final StackRows rows = new StackRows();

  @Override
  public void flatMap(WrittenStack written, Collector<RowData> out) {
    if (written.rewrite()) {
      out.collect(deletion(written.stack()));
    }
    out.collect(rows.map(written.stack()));
  }

  /** Only the columns of the key count, but all must be there. */
  private static RowData deletion(StackDefinition stack) {
    GenericArrayData nothing = new GenericArrayData(new Object[0]);
    return GenericRowData.ofKind(
        RowKind.DELETE,
        stack.day(),
        StringData.fromString(stack.serviceName()),
        stack.stackId(),
        nothing,
        0,
        nothing);
  }
}
