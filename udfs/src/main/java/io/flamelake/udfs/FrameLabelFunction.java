package io.flamelake.udfs;

import io.airlift.slice.Slice;
import io.trino.spi.block.SqlRow;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.Type;

/** {@code frame_label(frame)}. */
@ScalarFunction("frame_label")
@Description(
    "Returns what a frame shows in a flame graph: its function, else its address within the mapped"
        + " file")
public final class FrameLabelFunction {
  private final FrameType frameType;

  @TypeParameter("F")
  public FrameLabelFunction(@TypeParameter("F") Type frame) {
    this.frameType = FrameType.of(frame);
  }

  @TypeParameter("F")
  @SqlType(StandardTypes.VARCHAR)
  public Slice frameLabel(@SqlType("F") SqlRow frame) {
    FrameCursor cursor = new FrameCursor(frameType);
    cursor.read(frame);
    return cursor.toSlice();
  }
}
