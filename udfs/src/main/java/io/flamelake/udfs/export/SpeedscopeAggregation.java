package io.flamelake.udfs.export;

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

/** {@code speedscope(frames, value)}: see {@link Speedscope}. */
@AggregationFunction("speedscope")
@Description("Merges stacks, leaf first, into a file for speedscope (JSON)")
public final class SpeedscopeAggregation {
  private SpeedscopeAggregation() {}

  @InputFunction
  @TypeParameter("F")
  public static void input(
      @AggregationState("F") ExportState state,
      @BlockPosition @SqlType("array(F)") ValueBlock frames,
      @BlockIndex int position,
      @SqlType(StandardTypes.BIGINT) long value) {
    Speedscope.checked(() -> state.add((ArrayBlock) frames, position, value));
  }

  @CombineFunction
  public static void combine(
      @AggregationState("F") ExportState state, @AggregationState("F") ExportState other) {
    Speedscope.checked(() -> state.merge(other));
  }

  @OutputFunction(StandardTypes.VARCHAR)
  public static void output(@AggregationState("F") ExportState state, BlockBuilder out) {
    Speedscope.output(state, out);
  }
}
