package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads numbers from a section one after another. Reading beyond its end throws {@link
 * IndexOutOfBoundsException}, which the readers of units and line tables turn into an error of
 * their unit.
 */
final class Cursor {
  private final ByteBuffer bytes;
  private final boolean bigEndian;

  /** Where the next number stands. */
  int position;

  Cursor(ByteBuffer bytes) {
    this.bytes = bytes;
    this.bigEndian = bytes.order() == ByteOrder.BIG_ENDIAN;
  }

  ByteBuffer bytes() {
    return bytes;
  }

  int limit() {
    return bytes.limit();
  }

  /** Goes to an offset of the section. */
  Cursor at(long offset) throws MalformedFileException {
    if (offset < 0 || offset > bytes.limit()) {
      throw new MalformedFileException(
          "offset %s lies outside a section of %d bytes"
              .formatted(Long.toUnsignedString(offset), bytes.limit()));
    }
    position = (int) offset;
    return this;
  }

  int u8() {
    return bytes.get(position++) & 0xff;
  }

  byte s8() {
    return bytes.get(position++);
  }

  int u16() {
    int value = bytes.getShort(position) & 0xffff;
    position += 2;
    return value;
  }

  int u24() {
    int first = u8();
    int second = u8();
    int third = u8();
    return bigEndian ? first << 16 | second << 8 | third : third << 16 | second << 8 | first;
  }

  long u32() {
    long value = bytes.getInt(position) & 0xffffffffL;
    position += 4;
    return value;
  }

  long u64() {
    long value = bytes.getLong(position);
    position += 8;
    return value;
  }

  /** A number of 8 bytes if {@code wide}, else of 4. */
  long offset(boolean wide) {
    return wide ? u64() : u32();
  }

  /** An unsigned number of 1, 2, 4 or 8 bytes. */
  long unsigned(int size) throws MalformedFileException {
    return switch (size) {
      case 1 -> u8();
      case 2 -> u16();
      case 4 -> u32();
      case 8 -> u64();
      default -> throw new MalformedFileException(size + " bytes are no size of a number");
    };
  }

  /** An unsigned LEB128 (7.6); bits beyond 64 are lost. */
  long uleb() {
    byte first = bytes.get(position++);
    if (first >= 0) {
      return first;
    }
    byte second = bytes.get(position++);
    int low = first & 0x7f | (second & 0x7f) << 7;
    return second >= 0 ? low : ulebFrom(low);
  }

  private long ulebFrom(long low) {
    long value = low;
    for (int shift = 14; ; shift += 7) {
      byte next = bytes.get(position++);
      if (shift < Long.SIZE) {
        value |= (next & 0x7fL) << shift;
      }
      if (next >= 0) {
        return value;
      }
    }
  }

  /** A signed LEB128 (7.6). */
  long sleb() {
    byte first = bytes.get(position++);
    return first >= 0 ? first << 25 >> 25 : slebFrom(first & 0x7f);
  }

  private long slebFrom(long low) {
    long value = low;
    int shift = 7;
    byte next;
    do {
      next = bytes.get(position++);
      if (shift < Long.SIZE) {
        value |= (next & 0x7fL) << shift;
      }
      shift += 7;
    } while (next < 0);
    return shift < Long.SIZE && (next & 0x40) != 0 ? value | -1L << shift : value;
  }

  void skipLeb() {
    while (bytes.get(position++) < 0) {
      // Every byte but the last has its highest bit set.
    }
  }

  void skipText() {
    while (bytes.get(position++) != 0) {
      // A text ends with a zero byte.
    }
  }

  void skip(long count) throws MalformedFileException {
    if (count < 0 || count > bytes.limit() - position) {
      throw new MalformedFileException(
          "%s bytes at offset %d go beyond a section of %d bytes"
              .formatted(Long.toUnsignedString(count), position, bytes.limit()));
    }
    position += (int) count;
  }
}
