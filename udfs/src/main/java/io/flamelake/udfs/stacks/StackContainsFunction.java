package io.flamelake.udfs.stacks;

import io.airlift.slice.Slice;
import io.flamelake.focus.FrameGroup;
import io.trino.spi.block.Block;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.Type;

/** {@code stack_contains(frames, name, by)}. */
@ScalarFunction("stack_contains")
@Description(
    "Tells whether a stack has a frame of the group of this name, by 'function', 'file', 'line',"
        + " 'package' or 'mapping' as in group_frames")
public final class StackContainsFunction {
  private final StackFields fields;

  @TypeParameter("F")
  public StackContainsFunction(@TypeParameter("F") Type frame) {
    this.fields = StackFields.of(frame);
  }

  @TypeParameter("F")
  @SqlType(StandardTypes.BOOLEAN)
  public boolean stackContains(
      @SqlType("array(F)") Block frames,
      @SqlType(StandardTypes.VARCHAR) Slice name,
      @SqlType(StandardTypes.VARCHAR) Slice by) {
    FrameGroup group = GroupFramesFunction.group(by);
    String wanted = name.toStringUtf8();
    StackColumns stack = new StackColumns(fields, frames, null);
    for (int frame = 0; frame < stack.size(); frame++) {
      if (group.label(stack.names(frame)).equals(wanted)) {
        return true;
      }
    }
    return false;
  }
}
