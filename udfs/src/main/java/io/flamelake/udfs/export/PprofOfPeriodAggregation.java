package io.flamelake.udfs.export;

import io.airlift.slice.Slice;
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

/** {@code pprof(frames, value, profile_type, period)}: see {@link Pprof}. */
@AggregationFunction("pprof")
@Description(
    "Merges stacks, leaf first, into a pprof profile (gzip), as go tool pprof reads it;"
        + " types and units are those of the profile type, and so is the unit of the period")
public final class PprofOfPeriodAggregation {
  private PprofOfPeriodAggregation() {}

  @InputFunction
  @TypeParameter("F")
  public static void input(
      @AggregationState("F") ExportState state,
      @BlockPosition @SqlType("array(F)") ValueBlock frames,
      @BlockIndex int position,
      @SqlType(StandardTypes.BIGINT) long value,
      @SqlType(StandardTypes.VARCHAR) Slice profileType,
      @SqlType(StandardTypes.BIGINT) long period) {
    Pprof.checked(
        () -> {
          state.add((ArrayBlock) frames, position, value);
          Arguments arguments = state.stacks().arguments();
          arguments.set(Argument.PROFILE_TYPE, profileType);
          arguments.setPeriod(period);
        });
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
