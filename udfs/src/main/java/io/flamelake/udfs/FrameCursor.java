package io.flamelake.udfs;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.flamelake.frames.FrameLabel;
import io.trino.spi.block.Block;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.RowBlock;
import io.trino.spi.block.SqlRow;
import io.trino.spi.block.VariableWidthBlock;

/**
 * Reads the labels of frames out of blocks, without an object per frame: {@link #read} leaves a
 * label's bytes in this cursor.
 *
 * <p>Not safe for use by several threads.
 */
public final class FrameCursor {
  /** Stands for a frame whose function is not a text of the dictionary. */
  public static final int NO_TEXT = -1;

  private final FrameType type;
  private final FrameLabel made = new FrameLabel();
  private Block frames;
  private Block functions;
  private Block mappings;
  private Block addresses;
  private DictionaryBlock functionIds;
  private VariableWidthBlock dictionary;
  private byte[] bytes;
  private int offset;
  private int length;
  private boolean isFunction;

  public FrameCursor(FrameType type) {
    this.type = type;
  }

  /** Points this cursor at a block of frames. */
  public void bind(Block block) {
    frames = block;
    if (block.getUnderlyingValueBlock() instanceof RowBlock rows) {
      functions = field(rows, type.function());
      mappings = field(rows, type.mapping());
      addresses = field(rows, type.address());
    }
    functionIds = functions instanceof DictionaryBlock ids ? ids : null;
    dictionary = functionIds == null ? null : (VariableWidthBlock) functionIds.getDictionary();
  }

  /**
   * The texts of which the functions of the bound block are, or null if each has a text of its own.
   */
  public Block dictionary() {
    return dictionary;
  }

  /**
   * Which text of {@link #dictionary()} is the function of the frame at a position of the bound
   * block, be it null or empty; {@link #NO_TEXT} if none is.
   */
  public int text(int position) {
    return functionIds == null || frames.isNull(position)
        ? NO_TEXT
        : functionIds.getId(frames.getUnderlyingValuePosition(position));
  }

  /** Reads the label of the frame at a position of the bound block. */
  public void read(int position) {
    if (frames.isNull(position)) {
      isFunction = false;
      made.unknown();
      takeMade();
    } else {
      readFields(frames.getUnderlyingValuePosition(position));
    }
  }

  /** Reads the label of one frame. */
  public void read(SqlRow row) {
    functions = field(row, type.function());
    mappings = field(row, type.mapping());
    addresses = field(row, type.address());
    readFields(row.getRawIndex());
  }

  /** An array with the UTF-8 bytes of the label read last. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the label starts in {@link #bytes()}. */
  public int offset() {
    return offset;
  }

  /** The number of the label's bytes. */
  public int length() {
    return length;
  }

  /** Whether the label read last is the frame's function, and not made of its address. */
  public boolean isFunction() {
    return isFunction;
  }

  /** A copy of the label read last. */
  public Slice toSlice() {
    return Slices.wrappedBuffer(bytes, offset, length).copy();
  }

  private void readFields(int position) {
    isFunction = readText(functions, position);
    if (!isFunction) {
      readAddress(position);
    }
  }

  private void readAddress(int position) {
    if (addresses == null || addresses.isNull(position)) {
      made.unknown();
    } else {
      LongArrayBlock values = (LongArrayBlock) addresses.getUnderlyingValueBlock();
      long address = values.getLong(addresses.getUnderlyingValuePosition(position));
      if (readText(mappings, position)) {
        made.address(bytes, offset, length, address);
      } else {
        made.address(address);
      }
    }
    takeMade();
  }

  /**
   * Whether there is text, which then is taken; null and the empty string both mean that nothing is
   * known.
   */
  private boolean readText(Block block, int position) {
    if (block == null || block.isNull(position)) {
      return false;
    }
    VariableWidthBlock texts = (VariableWidthBlock) block.getUnderlyingValueBlock();
    int text = block.getUnderlyingValuePosition(position);
    Slice slice = texts.getRawSlice();
    bytes = slice.byteArray();
    offset = slice.byteArrayOffset() + texts.getRawSliceOffset(text);
    length = texts.getSliceLength(text);
    return length > 0;
  }

  private static Block field(RowBlock rows, int index) {
    return index == FrameType.ABSENT ? null : rows.getFieldBlock(index);
  }

  private static Block field(SqlRow row, int index) {
    return index == FrameType.ABSENT ? null : row.getRawFieldBlock(index);
  }

  private void takeMade() {
    bytes = made.bytes();
    offset = 0;
    length = made.length();
  }
}
