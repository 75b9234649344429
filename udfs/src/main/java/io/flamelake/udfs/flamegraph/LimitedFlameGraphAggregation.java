package io.flamelake.udfs.flamegraph;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;

import io.flamelake.flamegraph.FlameGraphTree;
import io.flamelake.udfs.AggregationErrors;
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
 * {@code flamegraph(frames, value, max_nodes)}. Rows with a null in an argument are skipped, as by
 * {@code sum}.
 */
@AggregationFunction("flamegraph")
@Description(
    "Merges stacks, leaf first, into a flame graph of at most max_nodes nodes: the largest, and"
        + " what each lost below it summed into (other)")
public final class LimitedFlameGraphAggregation {
  private static final String NAME = "flamegraph";

  private LimitedFlameGraphAggregation() {}

  @InputFunction
  @TypeParameter("F")
  public static void input(
      @AggregationState("F") FlameGraphState state,
      @BlockPosition @SqlType("array(F)") ValueBlock frames,
      @BlockIndex int position,
      @SqlType(StandardTypes.BIGINT) long value,
      @SqlType(StandardTypes.BIGINT) long maxNodes) {
    if (maxNodes < FlameGraphTree.LEAST_NODES) {
      throw new TrinoException(
          INVALID_FUNCTION_ARGUMENT,
          "flamegraph: max_nodes must be at least 2, for the root and (other), not " + maxNodes);
    }
    state.take(Arguments.maxNodes(maxNodes));
    AggregationErrors.checked(NAME, () -> state.add((ArrayBlock) frames, position, value));
  }

  @CombineFunction
  public static void combine(
      @AggregationState("F") FlameGraphState state, @AggregationState("F") FlameGraphState other) {
    Outputs.merge(NAME, state, other);
  }

  @OutputFunction(Outputs.ROWS)
  public static void output(@AggregationState("F") FlameGraphState state, BlockBuilder out) {
    Outputs.rows(state, out);
  }
}
