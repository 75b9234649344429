package io.flamelake.udfs.flamegraph;

import static io.trino.spi.type.BigintType.BIGINT;

import io.trino.spi.block.ArrayBlock;
import io.trino.spi.block.ValueBlock;

/** The rows of a comparison. */
final class TwoValues {
  private TwoValues() {}

  /**
   * Adds a row. A null value is 0, as sums over one side and outer joins of both want it; a row
   * with two null values is skipped.
   */
  static void add(
      FlameGraphState state,
      ValueBlock frames,
      int position,
      ValueBlock left,
      int leftPosition,
      ValueBlock right,
      int rightPosition) {
    if (!(left.isNull(leftPosition) && right.isNull(rightPosition))) {
      long leftValue = orZero(left, leftPosition);
      state.add((ArrayBlock) frames, position, leftValue, orZero(right, rightPosition));
    }
  }

  private static long orZero(ValueBlock values, int position) {
    return values.isNull(position) ? 0 : BIGINT.getLong(values, position);
  }
}
