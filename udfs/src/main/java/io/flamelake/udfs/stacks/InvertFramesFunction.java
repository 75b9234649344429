package io.flamelake.udfs.stacks;

import io.flamelake.udfs.FrameType;
import io.trino.spi.block.Block;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.Type;

/** {@code invert_frames(frames)}. */
@ScalarFunction("invert_frames")
@Description(
    "Returns a stack in the opposite order, the root first; a flame graph of it starts with the"
        + " leaves and shows who calls them")
public final class InvertFramesFunction {
  @TypeParameter("F")
  public InvertFramesFunction(@TypeParameter("F") Type frame) {
    // Only to refuse what are no frames.
    FrameType.of(frame);
  }

  @TypeParameter("F")
  @SqlType("array(F)")
  public Block invertFrames(@SqlType("array(F)") Block frames) {
    int count = frames.getPositionCount();
    int[] positions = new int[count];
    for (int index = 0; index < count; index++) {
      positions[index] = count - 1 - index;
    }
    return frames.copyPositions(positions, 0, count);
  }
}
