package io.flamelake.udfs.flamegraph;

import static io.trino.spi.StandardErrorCode.EXCEEDED_FUNCTION_MEMORY_LIMIT;
import static io.trino.spi.StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE;

import io.trino.spi.TrinoException;
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
 * {@code flamegraph(frames, value)}. Rows with a null in either argument are skipped, as by {@code
 * sum}.
 */
@AggregationFunction("flamegraph")
@Description(
    "Merges stacks, leaf first, into a flame graph: its nodes depth first, siblings by value"
        + " descending")
public final class FlameGraphAggregation {
  private FlameGraphAggregation() {}

  @InputFunction
  @TypeParameter("F")
  public static void input(
      @AggregationState("F") FlameGraphState state,
      @BlockPosition @SqlType("array(F)") ValueBlock frames,
      @BlockIndex int position,
      @SqlType(StandardTypes.BIGINT) long value) {
    checked(() -> state.add((ArrayBlock) frames, position, value));
  }

  @CombineFunction
  public static void combine(
      @AggregationState("F") FlameGraphState state, @AggregationState("F") FlameGraphState other) {
    checked(() -> state.merge(other));
  }

  @OutputFunction("array(row(level bigint, label varchar, self bigint, value bigint))")
  public static void output(@AggregationState("F") FlameGraphState state, BlockBuilder out) {
    if (state.tree() == null) {
      out.appendNull();
    } else {
      checked(() -> RowsWriter.write(state.tree(), out));
    }
  }

  private static void checked(Runnable step) {
    try {
      step.run();
    } catch (ArithmeticException e) {
      throw new TrinoException(
          NUMERIC_VALUE_OUT_OF_RANGE,
          "flamegraph: a sum of values is out of the range of bigint",
          e);
    } catch (IllegalStateException e) {
      throw new TrinoException(EXCEEDED_FUNCTION_MEMORY_LIMIT, "flamegraph: " + e.getMessage(), e);
    }
  }
}
