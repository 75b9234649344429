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

/** {@code show_from(frames, regexp)}. */
@ScalarFunction("show_from")
@Description(
    "Returns a stack without the callers of the outermost frame that matches a regular expression,"
        + " as pprof's show_from; empty if none does")
public final class ShowFromFunction {
  private final StackFields fields;

  @TypeParameter("F")
  public ShowFromFunction(@TypeParameter("F") Type frame) {
    this.fields = StackFields.of(frame);
  }

  @TypeParameter("F")
  @SqlType("array(F)")
  public Block showFrom(
      @SqlType("array(F)") Block frames, @SqlType(StandardTypes.VARCHAR) Slice regexp) {
    return FilteredFrames.apply(StackFilter.SHOW_FROM, fields, frames, regexp);
  }
}
