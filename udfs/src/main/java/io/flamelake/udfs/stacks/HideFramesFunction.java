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

/** {@code hide_frames(frames, regexp)}. */
@ScalarFunction("hide_frames")
@Description(
    "Returns a stack without the frames whose function, file or mapping matches a regular"
        + " expression, as pprof's hide")
public final class HideFramesFunction {
  private final StackFields fields;

  @TypeParameter("F")
  public HideFramesFunction(@TypeParameter("F") Type frame) {
    this.fields = StackFields.of(frame);
  }

  @TypeParameter("F")
  @SqlType("array(F)")
  public Block hideFrames(
      @SqlType("array(F)") Block frames, @SqlType(StandardTypes.VARCHAR) Slice regexp) {
    return FilteredFrames.apply(StackFilter.HIDE, fields, frames, regexp);
  }
}
