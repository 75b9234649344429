package io.flamelake.ingest.stacks;

import io.flamelake.stacks.FrameFormat;
import io.flamelake.stacks.FrameKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The frames of one profile, in columns. To add one: {@link #clear}, set the public fields, {@link
 * #add}. Strings are indexes into the profile's {@link Texts}, {@link Texts#NONE} where there is
 * none or an empty one; arrays are kept from profile to profile.
 */
public final class Frames {

  /** The frame has a line, even if its function has no name; else it is known by its address. */
  public boolean symbolized;

  public boolean inlined;
  public int function;

  /** Only where it is not the function's name; see {@link #systemName(int, int)}. */
  public int systemName;

  public int file;
  public int mapping;
  public int buildId;
  public long line;
  public long column;
  public long startLine;

  /** The id of function, system name, file and start line; see {@link #functionId}. */
  public long functionId;

  public long address;

  /** The address is an offset in the mapping's file; else a virtual address, or not known. */
  public boolean addressIsOffset;

  /** A {@link FrameKind#code()} or {@link FrameKind#UNKNOWN}. */
  public int kind;

  static final int TEXT_COLUMNS = 5;
  private static final int NUMBER_COLUMNS = 4;

  private final Texts texts;
  private int count;
  private long[] ids = new long[1024];
  private byte[] flags = new byte[1024];
  private byte[] kinds = new byte[1024];
  private short[] headers = new short[1024];
  private int[] textColumns = new int[1024 * TEXT_COLUMNS];
  private long[] numberColumns = new long[1024 * NUMBER_COLUMNS];

  // In the order of the encoding.
  static final int FUNCTION = 0;
  static final int SYSTEM_NAME = 1;
  static final int FILE = 2;
  static final int MAPPING = 3;
  static final int BUILD_ID = 4;

  static final int LINE = 0;
  static final int COLUMN = 1;
  static final int START_LINE = 2;
  static final int ADDRESS = 3;

  private static final int SYMBOLIZED_FLAG = 1;
  private static final int INLINED_FLAG = 2;
  private static final int OFFSET_FLAG = 4;

  private static final byte[] TRUNCATED_NAME = "[truncated]".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] INVALID_NAME = "[invalid]".getBytes(StandardCharsets.US_ASCII);
  private static final int NOT_MADE = -1;

  private int truncated = NOT_MADE;
  private int invalid = NOT_MADE;
  private int invalidName = NOT_MADE;

  public Frames(Texts texts) {
    this.texts = texts;
  }

  /** Forgets all frames. */
  public void reset() {
    count = 0;
    truncated = NOT_MADE;
    invalid = NOT_MADE;
    invalidName = NOT_MADE;
  }

  /** Sets the public fields to what a frame has that has nothing. */
  public void clear() {
    symbolized = false;
    inlined = false;
    function = Texts.NONE;
    systemName = Texts.NONE;
    file = Texts.NONE;
    mapping = Texts.NONE;
    buildId = Texts.NONE;
    line = 0;
    column = 0;
    startLine = 0;
    functionId = 0;
    address = 0;
    addressIsOffset = false;
    kind = FrameKind.UNKNOWN;
  }

  /** Adds the frame that the public fields tell, and returns its row. */
  public int add() {
    if (count == ids.length) {
      enlarge();
    }
    ids[count] = StackIds.frameId(this, texts);
    flags[count] =
        (byte)
            ((symbolized ? SYMBOLIZED_FLAG : 0)
                | (inlined ? INLINED_FLAG : 0)
                | (addressIsOffset ? OFFSET_FLAG : 0));
    kinds[count] = (byte) kind;
    headers[count] = 0;
    int text = count * TEXT_COLUMNS;
    textColumns[text + FUNCTION] = function;
    textColumns[text + SYSTEM_NAME] = systemName;
    textColumns[text + FILE] = file;
    textColumns[text + MAPPING] = mapping;
    textColumns[text + BUILD_ID] = buildId;
    int number = count * NUMBER_COLUMNS;
    numberColumns[number + LINE] = line;
    numberColumns[number + COLUMN] = column;
    numberColumns[number + START_LINE] = startLine;
    numberColumns[number + ADDRESS] = address;
    return count++;
  }

  /** The row of {@code [truncated]}, which stands for what a depth limit cut off. */
  public int truncated() {
    if (truncated == NOT_MADE) {
      truncated = addNamed(texts.add(TRUNCATED_NAME));
    }
    return truncated;
  }

  /** A row of {@code [invalid]}, which stands for what is missing or damaged. */
  public int invalid() {
    if (invalid == NOT_MADE) {
      invalid = addInvalid();
    }
    return invalid;
  }

  /** Adds one more {@code [invalid]}, where a location's frames must be neighbours. */
  public int addInvalid() {
    if (invalidName == NOT_MADE) {
      invalidName = texts.add(INVALID_NAME);
    }
    return addNamed(invalidName);
  }

  private int addNamed(int name) {
    clear();
    symbolized = true;
    function = name;
    functionId = functionId(name, Texts.NONE, Texts.NONE, 0);
    return add();
  }

  /**
   * What frames have for a system name: {@link Texts#NONE} where it is the function's name, as most
   * languages have but one. So it is neither stored twice nor part of an id, and frames are the
   * same whether or not a profiler tells it.
   */
  public int systemName(int function, int told) {
    return texts.areEqual(function, told) ? Texts.NONE : told;
  }

  /** The id of a function, which frames of it have in common; see {@link StackIds}. */
  public long functionId(int function, int systemName, int file, long startLine) {
    return StackIds.functionId(texts, function, systemName, file, startLine);
  }

  public int count() {
    return count;
  }

  /** The ids of all frames by row, see {@link StackIds}; another array after more were added. */
  public long[] ids() {
    return ids;
  }

  /** Bytes held by the arrays. */
  public long heldBytes() {
    return ids.length * (12L + 4 * TEXT_COLUMNS + 8 * NUMBER_COLUMNS);
  }

  Texts texts() {
    return texts;
  }

  boolean symbolized(int row) {
    return (flags[row] & SYMBOLIZED_FLAG) != 0;
  }

  boolean inlined(int row) {
    return (flags[row] & INLINED_FLAG) != 0;
  }

  /** The two bytes that a frame starts with when it is written, low byte first; never 0. */
  int header(int row) {
    if (headers[row] == 0) {
      headers[row] = (short) (fieldBits(row) | kindBits(row) << Byte.SIZE);
    }
    return headers[row];
  }

  private int fieldBits(int row) {
    return (inlined(row) ? FrameFormat.INLINED : 0)
        | (symbolized(row) ? 0 : FrameFormat.ADDRESS)
        | (number(row, LINE) == 0 ? 0 : FrameFormat.LINE)
        | (number(row, COLUMN) == 0 ? 0 : FrameFormat.COLUMN)
        | (number(row, START_LINE) == 0 ? 0 : FrameFormat.START_LINE)
        | (text(row, FUNCTION) == Texts.NONE ? 0 : FrameFormat.FUNCTION)
        | (text(row, FILE) == Texts.NONE ? 0 : FrameFormat.FILE)
        | (text(row, MAPPING) == Texts.NONE ? 0 : FrameFormat.MAPPING);
  }

  private int kindBits(int row) {
    return kinds[row]
        | (text(row, SYSTEM_NAME) == Texts.NONE ? 0 : FrameFormat.SYSTEM_NAME)
        | (text(row, BUILD_ID) == Texts.NONE ? 0 : FrameFormat.BUILD_ID)
        | (!symbolized(row) && (flags[row] & OFFSET_FLAG) != 0 ? FrameFormat.FILE_OFFSET : 0);
  }

  int text(int row, int column) {
    return textColumns[row * TEXT_COLUMNS + column];
  }

  long number(int row, int column) {
    return numberColumns[row * NUMBER_COLUMNS + column];
  }

  private void enlarge() {
    int size = ids.length * 2;
    ids = Arrays.copyOf(ids, size);
    flags = Arrays.copyOf(flags, size);
    kinds = Arrays.copyOf(kinds, size);
    headers = Arrays.copyOf(headers, size);
    textColumns = Arrays.copyOf(textColumns, size * TEXT_COLUMNS);
    numberColumns = Arrays.copyOf(numberColumns, size * NUMBER_COLUMNS);
  }
}
