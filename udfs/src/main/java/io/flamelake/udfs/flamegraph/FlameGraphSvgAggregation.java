package io.flamelake.udfs.flamegraph;

import io.flamelake.udfs.AggregationErrors;
import io.trino.spi.block.ArrayBlock;
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
import io.trino.spi.function.SqlType;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.StandardTypes;

/**
 * {@code flamegraph_svg(frames, value)}. Rows with a null in an argument are skipped, as by {@code
 * sum}.
 */
@AggregationFunction("flamegraph_svg")
@Description(
    "Merges stacks, leaf first, into a flame graph as one SVG picture that needs nothing else")
public final class FlameGraphSvgAggregation {
  private static final String NAME = "flamegraph_svg";

  private FlameGraphSvgAggregation() {}

  @InputFunction
  @TypeParameter("F")
  public static void input(
      @AggregationState("F") FlameGraphState state,
      @BlockPosition @SqlType("array(F)") ValueBlock frames,
      @BlockIndex int position,
      @SqlType(StandardTypes.BIGINT) long value) {
    AggregationErrors.checked(NAME, () -> state.add((ArrayBlock) frames, position, value));
  }

  @CombineFunction
  public static void combine(
      @AggregationState("F") FlameGraphState state, @AggregationState("F") FlameGraphState other) {
    Outputs.merge(NAME, state, other);
  }

  @OutputFunction(StandardTypes.VARCHAR)
  public static void output(@AggregationState("F") FlameGraphState state, BlockBuilder out) {
    Outputs.svg(state, out);
  }
}
