package io.flamelake.udfs.demangle;

import io.airlift.slice.Slice;
import io.trino.spi.block.Block;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.Type;

/** {@code demangle_frames(frames, mode)}. */
@ScalarFunction("demangle_frames")
@Description(
    "Returns a stack with its C++ and Rust functions as they stand in the source: 'simple', with"
        + " 'templates' (template arguments), 'full' (parameters too), or 'none'")
public final class DemangleFramesInModeFunction {
  private final DemangledFrames frames;

  @TypeParameter("F")
  public DemangleFramesInModeFunction(@TypeParameter("F") Type frame) {
    this.frames = new DemangledFrames(frame);
  }

  @TypeParameter("F")
  @SqlType("array(F)")
  public Block demangleFrames(
      @SqlType("array(F)") Block stack, @SqlType(StandardTypes.VARCHAR) Slice mode) {
    return frames.demangle(stack, Names.mode(mode));
  }
}
