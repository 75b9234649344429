package io.flamelake.stacks.rows;

import io.flamelake.catalog.StacksTable;
import io.flamelake.stacks.StackDefinition;
import java.util.Arrays;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.StringData;

/** A row of the table {@code stacks}; one view serves all rows, its frames stay encoded. */
public final class StackRow extends RowView {
  private static final int DAY = 0;
  private static final int FRAMES = 3;

  private final FrameArray frames = new FrameArray();
  private StackDefinition stack;
  private StringData serviceName;

  void reset(StackDefinition newStack) {
    stack = newStack;
    serviceName = StringData.fromString(newStack.serviceName());
    frames.reset(newStack.frames());
  }

  /** The stack that this is the row of. */
  public StackDefinition stack() {
    return stack;
  }

  @Override
  public int getArity() {
    return StacksTable.DEFINITION.schema().columns().size();
  }

  @Override
  public boolean isNullAt(int position) {
    return false;
  }

  @Override
  public int getInt(int position) {
    return position == DAY ? stack.day() : stack.unresolved();
  }

  @Override
  public long getLong(int position) {
    return stack.stackId();
  }

  @Override
  public StringData getString(int position) {
    return serviceName;
  }

  @Override
  public ArrayData getArray(int position) {
    if (position == FRAMES) {
      return frames;
    }
    return new GenericArrayData(
        Arrays.stream(stack.buildIds()).map(StringData::fromString).toArray());
  }
}
