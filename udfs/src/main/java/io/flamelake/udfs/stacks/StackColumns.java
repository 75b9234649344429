package io.flamelake.udfs.stacks;

import io.airlift.slice.Slice;
import io.flamelake.flamegraph.frames.FrameBytes;
import io.flamelake.focus.FrameGroup;
import io.flamelake.focus.FrameNames;
import io.flamelake.focus.StackMatches;
import io.flamelake.udfs.FrameType;
import io.flamelake.udfs.regexp.TextMatcher;
import io.trino.spi.block.Block;
import io.trino.spi.block.ByteArrayBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.RowBlock;
import io.trino.spi.block.VariableWidthBlock;

/**
 * The frames of one stack as the blocks have them. A null frame is one of which nothing is known.
 */
final class StackColumns implements StackMatches {
  private static final String EMPTY = "";

  private final Block frames;
  private final TextMatcher matcher;
  private Block functions;
  private Block files;
  private Block lines;
  private Block mappings;
  private Block kinds;
  private Block inlined;

  /**
   * @param matcher null where nothing is matched
   */
  StackColumns(StackFields fields, Block frames, TextMatcher matcher) {
    this.frames = frames;
    this.matcher = matcher;
    if (frames.getUnderlyingValueBlock() instanceof RowBlock rows) {
      functions = field(rows, fields.function());
      files = field(rows, fields.file());
      lines = field(rows, fields.line());
      mappings = field(rows, fields.mapping());
      kinds = field(rows, fields.kind());
      inlined = field(rows, fields.inlined());
    }
  }

  @Override
  public int size() {
    return frames.getPositionCount();
  }

  @Override
  public boolean isInlined(int frame) {
    if (isAbsent(inlined, frame)) {
      return false;
    }
    ByteArrayBlock flags = (ByteArrayBlock) inlined.getUnderlyingValueBlock();
    return flags.getByte(inlined.getUnderlyingValuePosition(position(frame))) != 0;
  }

  @Override
  public boolean isSymbolized(int frame) {
    return !isAbsent(functions, frame) || !isAbsent(files, frame);
  }

  @Override
  public boolean nameMatches(int frame) {
    return isSymbolized(frame) && (matches(functions, frame) || matches(files, frame));
  }

  @Override
  public boolean mappingMatches(int frame) {
    return !isAbsent(mappings, frame) && matches(mappings, frame);
  }

  @Override
  public boolean functionMatches(int frame) {
    return !isAbsent(functions, frame) && matches(functions, frame);
  }

  /** What a frame is grouped by. */
  FrameNames names(int frame) {
    return new FrameNames(
        text(functions, frame),
        text(files, frame),
        number(lines, frame),
        text(mappings, frame),
        text(kinds, frame));
  }

  /** Makes bytes that differ for frames whose groups may have other names; few of their fields. */
  void key(int frame, FrameGroup group, FrameBytes to) {
    to.start(false);
    boolean named =
        switch (group) {
          case FUNCTION -> text(functions, frame, to);
          case FILE -> text(files, frame, to);
          case MAPPING -> false;
          case LINE -> {
            to.number(number(lines, frame));
            yield text(functions, frame, to) | text(files, frame, to);
          }
          case PACKAGE -> {
            text(functions, frame, to);
            text(files, frame, to);
            text(kinds, frame, to);
            yield false;
          }
        };
    if (!named) {
      text(mappings, frame, to);
    }
  }

  private boolean matches(Block block, int frame) {
    if (isAbsent(block, frame)) {
      return matcher.matchesEmpty();
    }
    VariableWidthBlock texts = (VariableWidthBlock) block.getUnderlyingValueBlock();
    int at = block.getUnderlyingValuePosition(position(frame));
    return matcher.matches(
        texts.getRawSlice(), texts.getRawSliceOffset(at), texts.getSliceLength(at));
  }

  private String text(Block block, int frame) {
    if (isAbsent(block, frame)) {
      return EMPTY;
    }
    VariableWidthBlock texts = (VariableWidthBlock) block.getUnderlyingValueBlock();
    return texts.getSlice(block.getUnderlyingValuePosition(position(frame))).toStringUtf8();
  }

  /** Whether there is any. */
  private boolean text(Block block, int frame, FrameBytes to) {
    if (isAbsent(block, frame)) {
      to.noText();
      return false;
    }
    VariableWidthBlock texts = (VariableWidthBlock) block.getUnderlyingValueBlock();
    int at = block.getUnderlyingValuePosition(position(frame));
    Slice slice = texts.getRawSlice();
    int start = slice.byteArrayOffset() + texts.getRawSliceOffset(at);
    int length = texts.getSliceLength(at);
    to.text(slice.byteArray(), start, length);
    return length > 0;
  }

  private long number(Block block, int frame) {
    if (isAbsent(block, frame)) {
      return 0;
    }
    LongArrayBlock numbers = (LongArrayBlock) block.getUnderlyingValueBlock();
    return numbers.getLong(block.getUnderlyingValuePosition(position(frame)));
  }

  private boolean isAbsent(Block block, int frame) {
    return block == null || frames.isNull(frame) || block.isNull(position(frame));
  }

  private int position(int frame) {
    return frames.getUnderlyingValuePosition(frame);
  }

  private static Block field(RowBlock rows, int index) {
    return index == FrameType.ABSENT ? null : rows.getFieldBlock(index);
  }
}
