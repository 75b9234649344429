package io.flamelake.ingest.stacks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A cursor over the frames of a {@link StackDefinition}, leaf first. It allocates only when a stack
 * has more distinct strings than any before; one reader serves any number of stacks.
 *
 * <p>The encoding, version 1. All varints are base 128, low bits first, as in protobuf.
 *
 * <pre>
 * byte    version = 1
 * varint  number of frames, then for each frame
 *   byte    1 inlined, 2 address, 4 line, 8 column, 16 start line, 32 function, 64 file, 128 mapping
 *   byte    kind code (low 5 bits), 32 system name, 64 build id
 *   strings those present, in the order function, system name, file, mapping, build id:
 *           varint 0, varint length, UTF-8 bytes: a string not met before in this stack
 *           varint n > 0: the n-th string met in this stack
 *   numbers those present, in the order line, column, start line (zigzag varints), address (varint)
 * </pre>
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

  static final int VERSION = 1;

  static final int INLINED = 1;
  static final int ADDRESS = 2;
  static final int LINE = 4;
  static final int COLUMN = 8;
  static final int START_LINE = 16;
  static final int FUNCTION = 32;
  static final int FILE = 64;
  static final int MAPPING = 128;
  static final int SYSTEM_NAME = 32;
  static final int BUILD_ID = 64;
  static final int KIND_MASK = 31;

  private static final int TEXTS = Text.values().length;
  private static final int[] NONE = new int[0];

  private final int[] textOffset = new int[TEXTS];
  private final int[] textLength = new int[TEXTS];
  private int[] metOffset = NONE;
  private int[] metLength = NONE;
  private int met;

  private byte[] data;
  private int position;
  private int frames;
  private int remaining;

  private int flags;
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
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "frames are of version " + version + ", this reader knows version " + VERSION);
    }
    frames = (int) varint();
    remaining = frames;
    return this;
  }

  /** The number of frames of the stack. */
  public int frames() {
    return frames;
  }

  /** Goes to the next frame; false after the last. */
  public boolean next() {
    if (remaining == 0) {
      return false;
    }
    remaining--;
    flags = data[position++] & 0xff;
    int more = data[position++] & 0xff;
    readTexts(more);
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

  public int length(Text field) {
    return textLength[field.ordinal()];
  }

  /** The field as a new String, or null: for tests and tools. */
  public String string(Text field) {
    return has(field)
        ? new String(bytes(field), offset(field), length(field), StandardCharsets.UTF_8)
        : null;
  }

  public boolean inlined() {
    return (flags & INLINED) != 0;
  }

  public boolean hasLine() {
    return (flags & LINE) != 0;
  }

  public long line() {
    return line;
  }

  public boolean hasColumn() {
    return (flags & COLUMN) != 0;
  }

  public long column() {
    return column;
  }

  public boolean hasStartLine() {
    return (flags & START_LINE) != 0;
  }

  public long startLine() {
    return startLine;
  }

  public boolean hasAddress() {
    return (flags & ADDRESS) != 0;
  }

  /** An unsigned 64-bit address; only frames without a function have one. */
  public long address() {
    return address;
  }

  private void readTexts(int more) {
    readText(Text.FUNCTION, (flags & FUNCTION) != 0);
    readText(Text.SYSTEM_NAME, (more & SYSTEM_NAME) != 0);
    readText(Text.FILE, (flags & FILE) != 0);
    readText(Text.MAPPING, (flags & MAPPING) != 0);
    readText(Text.BUILD_ID, (more & BUILD_ID) != 0);
    kind = FrameKind.fromCode(more & KIND_MASK);
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
    }
    textOffset[i] = metOffset[reference - 1];
    textLength[i] = metLength[reference - 1];
  }

  private void meet() {
    if (met == metOffset.length) {
      metOffset = Arrays.copyOf(metOffset, Math.max(64, met * 2));
      metLength = Arrays.copyOf(metLength, metOffset.length);
    }
    int length = (int) varint();
    metOffset[met] = position;
    metLength[met] = length;
    met++;
    position += length;
  }

  private void readNumbers() {
    line = (flags & LINE) != 0 ? zigzag() : 0;
    column = (flags & COLUMN) != 0 ? zigzag() : 0;
    startLine = (flags & START_LINE) != 0 ? zigzag() : 0;
    address = (flags & ADDRESS) != 0 ? varint() : 0;
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
