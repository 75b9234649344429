package io.flamelake.stacks;

/**
 * How the frames of a {@link StackDefinition} are encoded, version 1. All varints are base 128, low
 * bits first, as in protobuf.
 *
 * <pre>
 * byte    version = 1
 * varint  number of frames, then for each frame
 *   byte    1 inlined, 2 address, 4 line, 8 column, 16 start line, 32 function, 64 file, 128 mapping
 *   byte    kind code (low 5 bits), 32 system name, 64 build id, 128 the address is an offset in the
 *           file
 *   strings those present, in the order function, system name, file, mapping, build id:
 *           varint 0, varint length, UTF-8 bytes: a string not met before in this stack
 *           varint n > 0: the n-th string met in this stack
 *   numbers those present, in the order line, column, start line (zigzag varints), address (varint)
 * </pre>
 */
public final class FrameFormat {
  public static final int VERSION = 1;

  // Bits of a frame's first byte.
  public static final int INLINED = 1;
  public static final int ADDRESS = 2;
  public static final int LINE = 4;
  public static final int COLUMN = 8;
  public static final int START_LINE = 16;
  public static final int FUNCTION = 32;
  public static final int FILE = 64;
  public static final int MAPPING = 128;

  // Bits of its second byte.
  public static final int KIND_MASK = 31;
  public static final int SYSTEM_NAME = 32;
  public static final int BUILD_ID = 64;
  public static final int FILE_OFFSET = 128;

  private FrameFormat() {}

  /**
   * Writes a varint of at most 10 bytes.
   *
   * @return where it ends
   */
  public static int varint(long value, byte[] out, int start) {
    int position = start;
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    out[position++] = (byte) rest;
    return position;
  }

  /** How long the varint of a number is that is not negative. */
  static int varintBytes(int value) {
    return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(value) + 6) / 7);
  }
}
