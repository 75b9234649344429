package io.flamelake.udfs;

import io.trino.spi.block.Block;
import io.trino.spi.block.VariableWidthBlockBuilder;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.Type;

/** {@code frame_labels(frames)}. */
@ScalarFunction("frame_labels")
@Description("Returns the labels of a stack's frames, in their order")
public final class FrameLabelsFunction {
  private final FrameType frameType;

  @TypeParameter("F")
  public FrameLabelsFunction(@TypeParameter("F") Type frame) {
    this.frameType = FrameType.of(frame);
  }

  @TypeParameter("F")
  @SqlType("array(varchar)")
  public Block frameLabels(@SqlType("array(F)") Block frames) {
    FrameCursor cursor = new FrameCursor(frameType);
    cursor.bind(frames);
    VariableWidthBlockBuilder labels =
        new VariableWidthBlockBuilder(null, frames.getPositionCount(), 0);
    for (int position = 0; position < frames.getPositionCount(); position++) {
      cursor.read(position);
      labels.writeEntry(cursor.bytes(), cursor.offset(), cursor.length());
    }
    return labels.build();
  }
}
