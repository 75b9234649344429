package io.flamelake.udfs.stacks;

import io.airlift.slice.Slice;
import io.flamelake.focus.FrameSelection;
import io.flamelake.focus.StackFilter;
import io.flamelake.udfs.regexp.TextMatcher;
import io.trino.spi.block.Block;
import io.trino.spi.block.ByteArrayBlock;
import io.trino.spi.block.RowBlock;
import java.util.Optional;

/** Applies a filter to a block of frames. */
final class FilteredFrames {
  private FilteredFrames() {}

  /** Whether any frame matches. */
  static boolean anyMatches(StackFields fields, Block frames, TextMatcher matcher) {
    return StackFilter.matches(new StackColumns(fields, frames, matcher));
  }

  /** The frames that the filter keeps; all of them if the expression is empty. */
  static Block apply(StackFilter filter, StackFields fields, Block frames, Slice regexp) {
    TextMatcher matcher =
        filter == StackFilter.PRUNE_FROM ? TextMatcher.function(regexp) : TextMatcher.part(regexp);
    if (matcher.isEmpty()) {
      return frames;
    }
    StackColumns stack = new StackColumns(fields, frames, matcher);
    FrameSelection kept = filter.apply(stack);
    if (kept.size() == frames.getPositionCount()) {
      return frames;
    }
    Block rows = frames.copyPositions(kept.positions(), 0, kept.size());
    return withoutInlining(fields, rows, stack, kept);
  }

  /** A frame is inlined no longer when what it was inlined into is gone. */
  private static Block withoutInlining(
      StackFields fields, Block frames, StackColumns stack, FrameSelection kept) {
    byte[] inlined = new byte[kept.size()];
    boolean changed = false;
    for (int index = 0; index < inlined.length; index++) {
      boolean was = stack.isInlined(kept.positions()[index]);
      boolean is = was && !kept.isOutermost(index);
      inlined[index] = (byte) (is ? 1 : 0);
      changed |= was != is;
    }
    return changed && frames.getUnderlyingValueBlock() instanceof RowBlock rows
        ? replaced(rows, fields.inlined(), inlined)
        : frames;
  }

  private static Block replaced(RowBlock rows, int field, byte[] values) {
    int count = rows.getPositionCount();
    Block[] blocks = rows.getFieldBlocks().toArray(Block[]::new);
    boolean[] unknown = new boolean[count];
    boolean[] absent = new boolean[count];
    for (int row = 0; row < count; row++) {
      absent[row] = rows.isNull(row);
      unknown[row] = blocks[field].isNull(row);
    }
    blocks[field] = new ByteArrayBlock(count, Optional.of(unknown), values);
    return RowBlock.fromNotNullSuppressedFieldBlocks(count, Optional.of(absent), blocks);
  }
}
