package io.flamelake.udfs.flamegraph;

import io.airlift.slice.Slice;
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
 * {@code flamegraph_diff(frames, value_a, value_b, mode)}. A null value is 0; rows with another
 * null, or with two null values, are skipped.
 */
@AggregationFunction("flamegraph_diff")
@Description(
    "Compares as flamegraph_diff does without a mode: 'absolute', or 'normalized', with the right"
        + " side scaled so that both totals are equal")
public final class ModeFlameGraphDiffAggregation {
  private static final String NAME = "flamegraph_diff";

  private ModeFlameGraphDiffAggregation() {}

  @InputFunction
  @TypeParameter("F")
  public static void input(
      @AggregationState("F") FlameGraphState state,
      @BlockPosition @SqlType("array(F)") ValueBlock frames,
      @BlockIndex int position,
      @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock left,
      @BlockIndex int leftPosition,
      @SqlNullable @BlockPosition @SqlType(StandardTypes.BIGINT) ValueBlock right,
      @BlockIndex int rightPosition,
      @SqlType(StandardTypes.VARCHAR) Slice mode) {
    state.take(Arguments.scaling(Scaling.ofMode(mode)));
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
