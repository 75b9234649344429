package io.flamelake.udfs.stacks;

import io.airlift.slice.Slice;
import io.flamelake.focus.StackFilter;
import io.trino.spi.block.Block;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.Type;

/** {@code prune_from(frames, regexp)}. */
@ScalarFunction("prune_from")
@Description(
    "Returns a stack without what is called by the innermost function that matches a regular"
        + " expression, as pprof's prune_from")
public final class PruneFromFunction {
  private final StackFields fields;

  @TypeParameter("F")
  public PruneFromFunction(@TypeParameter("F") Type frame) {
    this.fields = StackFields.of(frame);
  }

  @TypeParameter("F")
  @SqlType("array(F)")
  public Block pruneFrom(
      @SqlType("array(F)") Block frames, @SqlType(StandardTypes.VARCHAR) Slice regexp) {
    return FilteredFrames.apply(StackFilter.PRUNE_FROM, fields, frames, regexp);
  }
}
