package io.flamelake.udfs.stacks;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;

import io.airlift.slice.Slice;
import io.flamelake.focus.FrameGroup;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.RowBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.block.VariableWidthBlockBuilder;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.predicate.Utils;
import io.trino.spi.type.RowType;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.Type;

/** {@code group_frames(frames, by)}. */
@ScalarFunction("group_frames")
@Description(
    "Returns a stack of groups of frames, by 'function', 'file', 'line', 'package' or 'mapping';"
        + " neighbours of the same group are one frame, whose function is the group's name")
public final class GroupFramesFunction {
  private static final int NONE = -1;

  private final StackFields fields;
  // Trino makes an instance for each thread that calls it
  private Slice lastBy;
  private GroupNames lastNames;
  private ValueBlock[] nulls;

  @TypeParameter("F")
  public GroupFramesFunction(@TypeParameter("F") Type frame) {
    this.fields = StackFields.of(frame);
  }

  @TypeParameter("F")
  @SqlType("array(F)")
  public Block groupFrames(
      @SqlType("array(F)") Block frames, @SqlType(StandardTypes.VARCHAR) Slice by) {
    GroupNames groups = names(by);
    if (!(fields.type() instanceof RowType type)) {
      return frames;
    }
    StackColumns stack = new StackColumns(fields, frames, null);
    VariableWidthBlockBuilder names =
        new VariableWidthBlockBuilder(null, stack.size(), 32 * stack.size());
    groups.startStack();
    int last = NONE;
    for (int frame = 0; frame < stack.size(); frame++) {
      int name = groups.name(stack, frame);
      if (name != last) {
        names.writeEntry(groups.text(name));
      }
      last = name;
    }
    return frames(type, names.buildValueBlock());
  }

  private GroupNames names(Slice by) {
    if (!by.equals(lastBy)) {
      lastNames = new GroupNames(group(by));
      lastBy = by;
    }
    return lastNames;
  }

  /** Frames that have nothing but a function. */
  private Block frames(RowType type, Block functions) {
    int count = functions.getPositionCount();
    if (nulls == null) {
      nulls =
          type.getFields().stream()
              .map(field -> Utils.nativeValueToBlock(field.getType(), null))
              .toArray(ValueBlock[]::new);
    }
    Block[] blocks = new Block[nulls.length];
    for (int field = 0; field < blocks.length; field++) {
      blocks[field] =
          field == fields.function()
              ? functions
              : RunLengthEncodedBlock.create(nulls[field], count);
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
