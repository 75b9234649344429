package io.flamelake.udfs.stacks;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.flamelake.stacks.FrameGroup;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.RowBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.block.VariableWidthBlockBuilder;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.RowType;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.Type;

/** {@code group_frames(frames, by)}. */
@ScalarFunction("group_frames")
@Description(
    "Returns a stack of groups of frames, by 'function', 'file', 'line', 'package' or 'mapping';"
        + " neighbours of the same group are one frame, whose function is the group's name")
public final class GroupFramesFunction {
  private final StackFields fields;

  @TypeParameter("F")
  public GroupFramesFunction(@TypeParameter("F") Type frame) {
    this.fields = StackFields.of(frame);
  }

  @TypeParameter("F")
  @SqlType("array(F)")
  public Block groupFrames(
      @SqlType("array(F)") Block frames, @SqlType(StandardTypes.VARCHAR) Slice by) {
    FrameGroup group = group(by);
    if (!(fields.type() instanceof RowType type)) {
      return frames;
    }
    StackColumns stack = new StackColumns(fields, frames, null);
    VariableWidthBlockBuilder names = new VariableWidthBlockBuilder(null, stack.size(), 0);
    String last = null;
    for (int frame = 0; frame < stack.size(); frame++) {
      String name = group.label(stack.names(frame));
      if (!name.equals(last)) {
        names.writeEntry(Slices.utf8Slice(name));
      }
      last = name;
    }
    return frames(type, names.buildValueBlock());
  }

  /** Frames that have nothing but a function. */
  private Block frames(RowType type, Block functions) {
    int count = functions.getPositionCount();
    Block[] blocks = new Block[type.getFields().size()];
    for (int field = 0; field < blocks.length; field++) {
      blocks[field] =
          field == fields.function()
              ? functions
              : RunLengthEncodedBlock.create(type.getFields().get(field).getType(), null, count);
    }
    return RowBlock.fromFieldBlocks(count, blocks);
  }

  static FrameGroup group(Slice by) {
    String name = by.toStringUtf8();
    return FrameGroup.of(name)
        .orElseThrow(
            () ->
                new TrinoException(
                    INVALID_FUNCTION_ARGUMENT,
                    ("frames are grouped by 'function', 'file', 'line', 'package' or 'mapping',"
                            + " not by '%s'")
                        .formatted(name)));
  }
}
