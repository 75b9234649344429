package io.flamelake.udfs.callgraph;

import io.flamelake.udfs.AggregationErrors;
import io.flamelake.udfs.flamegraph.FlameGraphState;
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
 * {@code callgraph(frames, value)}. Its state is a flame graph, which knows all that the edges are
 * made of. Rows with a null in either argument are skipped, as by {@code sum}.
 */
@AggregationFunction("callgraph")
@Description(
    "Sums stacks, leaf first, by the calls that they hold: caller, callee and value, the largest"
        + " value first; a call counts once in a stack, and what a stack starts with has no caller")
public final class CallGraphAggregation {
  private CallGraphAggregation() {}

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

  @OutputFunction("array(row(caller varchar, callee varchar, value bigint))")
  public static void output(@AggregationState("F") FlameGraphState state, BlockBuilder out) {
    if (state.tree() == null) {
      out.appendNull();
    } else {
      checked(() -> EdgesWriter.write(state.tree(), out));
    }
  }

  private static void checked(Runnable step) {
    AggregationErrors.checked("callgraph", step);
  }
}
