package io.flamelake.udfs;

import io.flamelake.flamegraph.LabelTable;
import io.trino.spi.block.Block;
import io.trino.spi.block.VariableWidthBlockBuilder;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.Type;

/** {@code distinct_functions(frames)}. */
@ScalarFunction("distinct_functions")
@Description("Returns the labels of a stack's frames, each once, the innermost call first")
public final class DistinctFunctionsFunction {
  private final FrameType frameType;

  @TypeParameter("F")
  public DistinctFunctionsFunction(@TypeParameter("F") Type frame) {
    this.frameType = FrameType.of(frame);
  }

  @TypeParameter("F")
  @SqlType("array(varchar)")
  public Block distinctFunctions(@SqlType("array(F)") Block frames) {
    FrameCursor cursor = new FrameCursor(frameType);
    cursor.bind(frames);
    LabelTable seen = new LabelTable();
    VariableWidthBlockBuilder labels =
        new VariableWidthBlockBuilder(null, frames.getPositionCount(), 0);
    for (int position = 0; position < frames.getPositionCount(); position++) {
      cursor.read(position);
      int known = seen.size();
      if (seen.intern(cursor.bytes(), cursor.offset(), cursor.length()) == known) {
        labels.writeEntry(cursor.bytes(), cursor.offset(), cursor.length());
      }
    }
    return labels.build();
  }
}
