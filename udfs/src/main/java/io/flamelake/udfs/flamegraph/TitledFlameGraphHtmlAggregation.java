package io.flamelake.udfs.flamegraph;

import io.airlift.slice.Slice;
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
 * {@code flamegraph_html(frames, value, title)}. Rows with a null in an argument are skipped, as by
 * {@code sum}.
 */
@AggregationFunction("flamegraph_html")
@Description(
    "Merges stacks, leaf first, into a flame graph as one HTML page that needs nothing else"
        + " (search, zoom, table of functions), under a title")
public final class TitledFlameGraphHtmlAggregation {
  private static final String NAME = "flamegraph_html";

  private TitledFlameGraphHtmlAggregation() {}

  @InputFunction
  @TypeParameter("F")
  public static void input(
      @AggregationState("F") FlameGraphState state,
      @BlockPosition @SqlType("array(F)") ValueBlock frames,
      @BlockIndex int position,
      @SqlType(StandardTypes.BIGINT) long value,
      @SqlType(StandardTypes.VARCHAR) Slice title) {
    state.take(Arguments.heading(title, Arguments.NONE.unit()));
    AggregationErrors.checked(NAME, () -> state.add((ArrayBlock) frames, position, value));
  }

  @CombineFunction
  public static void combine(
      @AggregationState("F") FlameGraphState state, @AggregationState("F") FlameGraphState other) {
    Outputs.merge(NAME, state, other);
  }

  @OutputFunction(StandardTypes.VARCHAR)
  public static void output(@AggregationState("F") FlameGraphState state, BlockBuilder out) {
    Outputs.html(state, out);
  }
}
