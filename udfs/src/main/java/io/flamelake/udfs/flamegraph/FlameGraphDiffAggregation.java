package io.flamelake.udfs.flamegraph;

import io.flamelake.udfs.AggregationErrors;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AggregationFunction;
import io.trino.spi.function.AggregationState;
import io.trino.spi.function.BlockIndex;
import io.trino.spi.function.BlockPosition;
import io.trino.spi.function.CombineFunction;
import io.trino.spi.function.Description;
import io.trino.spi.function.InputFunction;
import io.trino.spi.function.OutputFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.StandardTypes;

/**
 * {@code flamegraph_diff(frames, value_a, value_b)}. A null value is 0; rows with another null, or
 * with two null values, are skipped.
 */
@AggregationFunction("flamegraph_diff")
@Description(
    "Merges stacks, leaf first, into a flame graph that compares value_b (right) with value_a, the"
        + " baseline (left): depth first, siblings by the larger side descending")
public final class FlameGraphDiffAggregation {
  private static final String NAME = "flamegraph_diff";

  private FlameGraphDiffAggregation() {}

  @InputFunction
  @TypeParameter("F")
  public static void input(
      @AggregationState("F") FlameGraphState state,
      @BlockPosition @SqlType("array(F)") ValueBlock frames,
      @BlockIndex int position,
      @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock left,
      @BlockIndex int leftPosition,
      @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock right,
      @BlockIndex int rightPosition) {
    AggregationErrors.checked(
        NAME,
        () -> TwoValues.add(state, frames, position, left, leftPosition, right, rightPosition));
  }

  @CombineFunction
  public static void combine(
      @AggregationState("F") FlameGraphState state, @AggregationState("F") FlameGraphState other) {
    Outputs.merge(NAME, state, other);
  }

  @OutputFunction(Outputs.DIFF_ROWS)
  public static void output(@AggregationState("F") FlameGraphState state, BlockBuilder out) {
    Outputs.diffRows(state, out);
  }
}
