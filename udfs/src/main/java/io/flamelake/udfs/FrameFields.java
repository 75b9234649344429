package io.flamelake.udfs;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;

import io.airlift.slice.Slice;
import io.flamelake.flamegraph.frames.FrameBytes;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.RowBlock;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import java.util.List;

/**
 * Reads frames with all their fields out of blocks, without an object per frame. Fields are found
 * by name; those that a row type does not have are as if null.
 *
 * <p>Not safe for use by several threads.
 */
public final class FrameFields {
  // In the order that FrameBytes wants them
  private static final List<String> TEXTS =
      List.of("function", "system_name", "file", "mapping", "build_id");
  private static final int FUNCTION = 0;
  private static final int SYSTEM_NAME = 1;
  private static final List<String> NUMBERS = List.of("line", "column", "start_line", "address");

  private final int[] textFields = new int[FrameBytes.TEXTS];
  private final int[] numberFields = new int[FrameBytes.NUMBERS];
  private final int inlinedField;
  private final Block[] texts = new Block[FrameBytes.TEXTS];
  private final Block[] numbers = new Block[FrameBytes.NUMBERS];
  private Block inlined;
  private Block frames;

  /**
   * Finds the fields.
   *
   * @throws TrinoException if it is no row type of frames; the message says what is wrong
   */
  public FrameFields(Type frame) {
    FrameType.of(frame);
    for (int text = 0; text < textFields.length; text++) {
      textFields[text] = FrameType.find(frame, TEXTS.get(text), VarcharType.class);
    }
    for (int number = 0; number < numberFields.length; number++) {
      numberFields[number] = FrameType.find(frame, NUMBERS.get(number), BigintType.class);
    }
    inlinedField = FrameType.find(frame, "inlined", BooleanType.class);
  }

  /** Points this reader at a block of frames. */
  public void bind(Block block) {
    frames = block;
    if (block.getUnderlyingValueBlock() instanceof RowBlock rows) {
      for (int text = 0; text < texts.length; text++) {
        texts[text] = field(rows, textFields[text]);
      }
      for (int number = 0; number < numbers.length; number++) {
        numbers[number] = field(rows, numberFields[number]);
      }
      inlined = field(rows, inlinedField);
    }
  }

  /** Makes the bytes of the frame at a position of the bound block. */
  public void read(int position, FrameBytes to) {
    if (frames.isNull(position)) {
      to.unknown();
      return;
    }
    int row = frames.getUnderlyingValuePosition(position);
    to.start(has(inlined, row) && BOOLEAN.getBoolean(inlined, row));
    for (int text = 0; text < texts.length; text++) {
      if (has(texts[text], row) && !(text == SYSTEM_NAME && isFunction(texts[text], row))) {
        readText(texts[text], row, to);
      } else {
        to.noText();
      }
    }
    for (Block number : numbers) {
      to.number(has(number, row) ? BIGINT.getLong(number, row) : 0);
    }
  }

  /** Rows of before it was left out have a system name that is the function's: the same frame. */
  private boolean isFunction(Block systemNames, int row) {
    Block functions = texts[FUNCTION];
    if (!has(functions, row)) {
      return false;
    }
    VariableWidthBlock one = (VariableWidthBlock) systemNames.getUnderlyingValueBlock();
    VariableWidthBlock other = (VariableWidthBlock) functions.getUnderlyingValueBlock();
    int at = systemNames.getUnderlyingValuePosition(row);
    int otherAt = functions.getUnderlyingValuePosition(row);
    return one.getRawSlice()
        .equals(
            one.getRawSliceOffset(at),
            one.getSliceLength(at),
            other.getRawSlice(),
            other.getRawSliceOffset(otherAt),
            other.getSliceLength(otherAt));
  }

  private static void readText(Block block, int row, FrameBytes to) {
    VariableWidthBlock values = (VariableWidthBlock) block.getUnderlyingValueBlock();
    int position = block.getUnderlyingValuePosition(row);
    Slice slice = values.getRawSlice();
    to.text(
        slice.byteArray(),
        slice.byteArrayOffset() + values.getRawSliceOffset(position),
        values.getSliceLength(position));
  }

  private static boolean has(Block block, int row) {
    return block != null && !block.isNull(row);
  }

  private static Block field(RowBlock rows, int index) {
    return index == FrameType.ABSENT ? null : rows.getFieldBlock(index);
  }
}
