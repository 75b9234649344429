package io.flamelake.ingest.delta;

import java.util.Arrays;

/** The samples of a delta while it grows: stacks without any amount are left out. */
final class DeltaBuffer {
  private int types;
  private int count;
  private long[] stackIds = new long[0];
  private long[] values = new long[0];

  void start(int newTypes, int mostStacks) {
    types = newTypes;
    count = 0;
    if (stackIds.length < mostStacks) {
      stackIds = new long[Math.max(mostStacks, stackIds.length * 2)];
    }
    if (values.length < mostStacks * types) {
      values = new long[Math.max(mostStacks * types, values.length * 2)];
    }
  }

  /** Sets a value of the stack that ends next. */
  void value(int type, long value) {
    values[count * types + type] = value;
  }

  /** Ends a stack all of whose values were set. */
  void end(long stackId) {
    for (int at = count * types; at < (count + 1) * types; at++) {
      if (values[at] != 0) {
        stackIds[count++] = stackId;
        return;
      }
    }
  }

  long[] stackIds() {
    return Arrays.copyOf(stackIds, count);
  }

  /** In the order of {@code SeriesProfile}: all stacks of a type, then those of the next. */
  long[] values() {
    long[] byType = new long[count * types];
    for (int type = 0; type < types; type++) {
      for (int stack = 0; stack < count; stack++) {
        byType[type * count + stack] = values[stack * types + type];
      }
    }
    return byType;
  }

  /** Bytes held by the arrays. */
  long heldBytes() {
    return Long.BYTES * ((long) stackIds.length + values.length);
  }
}
