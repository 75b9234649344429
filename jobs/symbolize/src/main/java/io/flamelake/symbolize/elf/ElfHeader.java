package io.flamelake.symbolize.elf;

import io.flamelake.symbolize.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the first bytes of the file say (System V ABI, chapter 4, "ELF Header").
 *
 * @param wide whether addresses have 64 bits, and not 32
 * @param order the order of the bytes of numbers
 * @param type {@code ET_...}: 1 relocatable, 2 executable, 3 shared or position-independent, 4 core
 * @param machine {@code EM_...}: 3 i386, 62 x86-64, 183 aarch64, ...
 * @param segmentsAt the offset of the table of segments, or 0
 * @param segmentSize the size of its entries
 * @param segmentCount how many it has; {@link #EXTENDED} if section 0 tells
 * @param sectionsAt the offset of the table of sections, or 0
 * @param sectionSize the size of its entries
 * @param sectionCount how many it has; 0 if section 0 tells
 * @param namesSection the index of the section with the sections' names; {@link #NAMES_ELSEWHERE}
 *     if section 0 tells
 */
record ElfHeader(
    boolean wide,
    ByteOrder order,
    int type,
    int machine,
    long segmentsAt,
    int segmentSize,
    int segmentCount,
    long sectionsAt,
    int sectionSize,
    int sectionCount,
    int namesSection) {
  static final int EXTENDED = 0xffff;
  static final int NAMES_ELSEWHERE = 0xffff;
  static final int RELOCATABLE = 1;

  private static final int MAGIC = 0x7f454c46;
  private static final int NARROW_SIZE = 52;
  private static final int WIDE_SIZE = 64;

  static ElfHeader read(FileBytes file) throws IOException {
    ByteBuffer start = file.slice("header", 0, Math.min(file.size(), WIDE_SIZE));
    if (start.limit() < NARROW_SIZE || start.getInt(0) != MAGIC) {
      throw new MalformedFileException("the file is not an ELF file");
    }
    boolean wide = oneOrTwo("class", start.get(4)) == 2;
    start.order(
        oneOrTwo("byte order", start.get(5)) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    if (wide && start.limit() < WIDE_SIZE) {
      throw new MalformedFileException("the file ends within its ELF header");
    }
    return wide ? wide(start) : narrow(start);
  }

  private static int oneOrTwo(String what, int value) throws MalformedFileException {
    if (value != 1 && value != 2) {
      throw new MalformedFileException("%d is not an ELF %s".formatted(value & 0xff, what));
    }
    return value;
  }

  private static ElfHeader narrow(ByteBuffer from) {
    return new ElfHeader(
        false,
        from.order(),
        from.getShort(16) & 0xffff,
        from.getShort(18) & 0xffff,
        from.getInt(28) & 0xffffffffL,
        from.getShort(42) & 0xffff,
        from.getShort(44) & 0xffff,
        from.getInt(32) & 0xffffffffL,
        from.getShort(46) & 0xffff,
        from.getShort(48) & 0xffff,
        from.getShort(50) & 0xffff);
  }

  private static ElfHeader wide(ByteBuffer from) {
    return new ElfHeader(
        true,
        from.order(),
        from.getShort(16) & 0xffff,
        from.getShort(18) & 0xffff,
        from.getLong(32),
        from.getShort(54) & 0xffff,
        from.getShort(56) & 0xffff,
        from.getLong(40),
        from.getShort(58) & 0xffff,
        from.getShort(60) & 0xffff,
        from.getShort(62) & 0xffff);
  }
}
