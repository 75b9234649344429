package io.flamelake.udfs;

import io.airlift.slice.DynamicSliceOutput;
import io.airlift.slice.Slice;
import io.flamelake.flamegraph.FoldedText;
import io.trino.spi.block.Block;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.Type;

/** {@code fold(frames)}. */
@ScalarFunction("fold")
@Description(
    "Returns a stack as folded text: the labels from the root to the leaf, joined by semicolons")
public final class FoldFunction {
  private final FrameType frameType;

  @TypeParameter("F")
  public FoldFunction(@TypeParameter("F") Type frame) {
    this.frameType = FrameType.of(frame);
  }

  @TypeParameter("F")
  @SqlType(StandardTypes.VARCHAR)
  public Slice fold(@SqlType("array(F)") Block frames) {
    FrameCursor cursor = new FrameCursor(frameType);
    cursor.bind(frames);
    DynamicSliceOutput text = new DynamicSliceOutput(32 * frames.getPositionCount());
    for (int position = frames.getPositionCount() - 1; position >= 0; position--) {
      cursor.read(position);
      int end = cursor.offset() + cursor.length();
      for (int at = cursor.offset(); at < end; at++) {
        text.appendByte(FoldedText.clean(cursor.bytes()[at]));
      }
      if (position > 0) {
        text.appendByte(';');
      }
    }
    return text.slice();
  }
}
