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

/** {@code pprof(frames, value)}: see {@link Pprof}. */
@AggregationFunction("pprof")
@Description("Merges stacks, leaf first, into a pprof profile (gzip), as go tool pprof reads it")
public final class PprofAggregation {
  private PprofAggregation() {}

  @InputFunction
  @TypeParameter("F")
  public static void input(
      @AggregationState("F") ExportState state,
      @BlockPosition @SqlType("array(F)") ValueBlock frames,
      @BlockIndex int position,
      @SqlType(StandardTypes.BIGINT) long value) {
    Pprof.checked(() -> state.add((ArrayBlock) frames, position, value));
  }

  @CombineFunction
  public static void combine(
      @AggregationState("F") ExportState state, @AggregationState("F") ExportState other) {
    Pprof.checked(() -> state.merge(other));
  }

  @OutputFunction(StandardTypes.VARBINARY)
  public static void output(@AggregationState("F") ExportState state, BlockBuilder out) {
    Pprof.output(state, out);
  }
}
