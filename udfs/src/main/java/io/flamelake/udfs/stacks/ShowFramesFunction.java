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

/** {@code show_frames(frames, regexp)}. */
@ScalarFunction("show_frames")
@Description(
    "Returns only the frames of a stack whose function, file or mapping matches a regular"
        + " expression, as pprof's show")
public final class ShowFramesFunction {
  private final StackFields fields;

  @TypeParameter("F")
  public ShowFramesFunction(@TypeParameter("F") Type frame) {
    this.fields = StackFields.of(frame);
  }

  @TypeParameter("F")
  @SqlType("array(F)")
  public Block showFrames(
      @SqlType("array(F)") Block frames, @SqlType(StandardTypes.VARCHAR) Slice regexp) {
    return FilteredFrames.apply(StackFilter.SHOW, fields, frames, regexp);
  }
}
