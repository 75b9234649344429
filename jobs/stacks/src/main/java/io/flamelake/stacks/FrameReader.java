package io.flamelake.stacks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A cursor over the frames of a {@link StackDefinition}, leaf first. It allocates only when a stack
 * has more distinct strings than any before; one reader serves any number of stacks. {@link
 * FrameFormat} describes the bytes.
 */
public final class FrameReader {

  /** The fields that are strings; what is not present is null in the tables. */
  public enum Text {
    FUNCTION,
    SYSTEM_NAME,
    FILE,
    MAPPING,
    BUILD_ID,
    KIND
  }

  private static final int TEXTS = Text.values().length;
  private static final int[] NONE = new int[0];

  private final int[] textOffset = new int[TEXTS];
  private final int[] textLength = new int[TEXTS];
  private final int[] textNumber = new int[TEXTS];
  private int[] metOffset = NONE;
  private int[] metLength = NONE;
  private int met;

  private byte[] data;
  private int position;
  private int frames;
  private int remaining;

  private int flags;
  private int more;
  private FrameKind kind;
  private long line;
  private long column;
  private long startLine;
  private long address;

  /**
   * Starts before the first frame.
   *
   * @throws IllegalArgumentException for a version that this reader does not know
   */
  public FrameReader reset(byte[] encoded) {
    data = encoded;
    position = 0;
    met = 0;
    int version = data[position++];
    if (version != FrameFormat.VERSION) {
      throw new IllegalArgumentException(
          "frames are of version "
              + version
              + ", this reader knows version "
              + FrameFormat.VERSION);
    }
    frames = (int) varint();
    remaining = frames;
    return this;
  }

  /** How many bytes were read. */
  public int read() {
    return position;
  }

  /** The number of frames of the stack. */
  public int frames() {
    return frames;
  }

  /**
   * Goes to the next frame; false after the last.
   *
   * @throws IndexOutOfBoundsException or
   * @throws IllegalArgumentException if the bytes are not those of frames
   */
  public boolean next() {
    if (remaining == 0) {
      return false;
    }
    remaining--;
    flags = data[position++] & 0xff;
    more = data[position++] & 0xff;
    readTexts();
    readNumbers();
    return true;
  }

  /** Whether the field is present; where not, its slice must not be asked for. */
  public boolean has(Text field) {
    return textLength[field.ordinal()] >= 0;
  }

  /** The array that holds the field's bytes, from {@link #offset} on. */
  public byte[] bytes(Text field) {
    return field == Text.KIND ? kind.utf8() : data;
  }

  public int offset(Text field) {
    return textOffset[field.ordinal()];
  }

  /**
   * Which of the stack's distinct texts the field's is, from 1 on; 0 for {@link Text#KIND}, which
   * {@link #kindCode} tells.
   */
  public int number(Text field) {
    return textNumber[field.ordinal()];
  }

  /** How many distinct texts were met so far. */
  public int met() {
    return met;
  }

  public int length(Text field) {
    return textLength[field.ordinal()];
  }

  /** The field as a new String, or null: for tests and tools. */
  public String string(Text field) {
    return has(field)
        ? new String(bytes(field), offset(field), length(field), StandardCharsets.UTF_8)
        : null;
  }

  /** A {@link FrameKind#code()} or {@link FrameKind#UNKNOWN}. */
  public int kindCode() {
    return kind == null ? FrameKind.UNKNOWN : kind.code();
  }

  public boolean inlined() {
    return (flags & FrameFormat.INLINED) != 0;
  }

  public boolean hasLine() {
    return (flags & FrameFormat.LINE) != 0;
  }

  public long line() {
    return line;
  }

  public boolean hasColumn() {
    return (flags & FrameFormat.COLUMN) != 0;
  }

  public long column() {
    return column;
  }

  public boolean hasStartLine() {
    return (flags & FrameFormat.START_LINE) != 0;
  }

  public long startLine() {
    return startLine;
  }

  public boolean hasAddress() {
    return (flags & FrameFormat.ADDRESS) != 0;
  }

  /** An unsigned 64-bit address; only frames without a function have one. */
  public long address() {
    return address;
  }

  /**
   * Whether the address is an offset in the mapping's file; else it is a virtual address of that
   * file, or nobody knows.
   */
  public boolean addressIsOffset() {
    return (more & FrameFormat.FILE_OFFSET) != 0;
  }

  int firstByte() {
    return flags;
  }

  int secondByte() {
    return more;
  }

  private void readTexts() {
    readText(Text.FUNCTION, (flags & FrameFormat.FUNCTION) != 0);
    readText(Text.SYSTEM_NAME, (more & FrameFormat.SYSTEM_NAME) != 0);
    readText(Text.FILE, (flags & FrameFormat.FILE) != 0);
    readText(Text.MAPPING, (flags & FrameFormat.MAPPING) != 0);
    readText(Text.BUILD_ID, (more & FrameFormat.BUILD_ID) != 0);
    kind = FrameKind.fromCode(more & FrameFormat.KIND_MASK);
    textLength[Text.KIND.ordinal()] = kind == null ? -1 : kind.utf8().length;
  }

  private void readText(Text field, boolean present) {
    int i = field.ordinal();
    if (!present) {
      textLength[i] = -1;
      return;
    }
    int reference = (int) varint();
    if (reference == 0) {
      meet();
      reference = met;
    } else if (reference < 0 || reference > met) {
      throw new IllegalArgumentException(
          "a frame refers to string " + reference + " of " + met + " met before");
    }
    textNumber[i] = reference;
    textOffset[i] = metOffset[reference - 1];
    textLength[i] = metLength[reference - 1];
  }

  private void meet() {
    if (met == metOffset.length) {
      metOffset = Arrays.copyOf(metOffset, Math.max(64, met * 2));
      metLength = Arrays.copyOf(metLength, metOffset.length);
    }
    int length = (int) varint();
    if (length < 0 || length > data.length - position) {
      throw new IllegalArgumentException(
          "a string of a frame has "
              + length
              + " bytes, of which "
              + (data.length - position)
              + " are left");
    }
    metOffset[met] = position;
    metLength[met] = length;
    met++;
    position += length;
  }

  private void readNumbers() {
    line = (flags & FrameFormat.LINE) != 0 ? zigzag() : 0;
    column = (flags & FrameFormat.COLUMN) != 0 ? zigzag() : 0;
    startLine = (flags & FrameFormat.START_LINE) != 0 ? zigzag() : 0;
    address = (flags & FrameFormat.ADDRESS) != 0 ? varint() : 0;
  }

  private long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  private long varint() {
    long value = 0;
    int shift = 0;
    byte b;
    do {
      b = data[position++];
      value |= (long) (b & 0x7f) << shift;
      shift += 7;
    } while (b < 0);
    return value;
  }
}
