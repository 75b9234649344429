package io.flamelake.udfs.stacks;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;

import io.flamelake.udfs.FrameType;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.Type;

/** {@code truncate_frames(frames, depth)}. */
@ScalarFunction("truncate_frames")
@Description(
    "Returns at most depth frames of a stack, those next to the root: what they call counts as"
        + " theirs")
public final class TruncateFramesFunction {
  @TypeParameter("F")
  public TruncateFramesFunction(@TypeParameter("F") Type frame) {
    // Only to refuse what are no frames.
    FrameType.of(frame);
  }

  @TypeParameter("F")
  @SqlType("array(F)")
  public Block truncateFrames(
      @SqlType("array(F)") Block frames, @SqlType(StandardTypes.BIGINT) long depth) {
    if (depth < 0) {
      throw new TrinoException(
          INVALID_FUNCTION_ARGUMENT,
          "truncate_frames: the depth must not be negative, it is %d".formatted(depth));
    }
    int kept = (int) Math.min(depth, frames.getPositionCount());
    return frames.getRegion(frames.getPositionCount() - kept, kept);
  }
}
