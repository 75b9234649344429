package io.flamelake.udfs.demangle;

import io.trino.spi.block.Block;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.Type;

/** {@code demangle_frames(frames)}. */
@ScalarFunction("demangle_frames")
@Description(
    "Returns a stack with its C++ and Rust functions as they stand in the source, without"
        + " parameters and template arguments")
public final class DemangleFramesFunction {
  private final DemangledFrames frames;

  @TypeParameter("F")
  public DemangleFramesFunction(@TypeParameter("F") Type frame) {
    this.frames = new DemangledFrames(frame);
  }

  @TypeParameter("F")
  @SqlType("array(F)")
  public Block demangleFrames(@SqlType("array(F)") Block stack) {
    return frames.demangle(stack, Names.DEFAULT);
  }
}
