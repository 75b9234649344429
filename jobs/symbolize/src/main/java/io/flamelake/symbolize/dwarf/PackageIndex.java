package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.elf.ElfFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The index of the units in a package of split units (7.3.5.3): version 2 of GNU for DWARF 4, and
 * 5.
 */
final class PackageIndex {
  private static final int HEADER = 16;
  private static final int INFO = 1;
  private static final int ABBREV = 3;
  private static final int STR_OFFSETS = 6;
  private static final int RNGLISTS = 8;

  private final ByteBuffer bytes;
  private final boolean old;
  private final int columns;
  private final int units;
  private final int slots;

  private PackageIndex(ByteBuffer bytes, boolean old, int columns, int units, int slots) {
    this.bytes = bytes;
    this.old = old;
    this.columns = columns;
    this.units = units;
    this.slots = slots;
  }

  /** The index of a package, or null if it has none. */
  static PackageIndex read(ElfFile file) throws IOException {
    ByteBuffer bytes = file.bytes(".debug_cu_index");
    if (bytes.limit() < HEADER) {
      return null;
    }
    boolean old = bytes.getInt(0) == 2;
    if (!old && bytes.getShort(0) != 5) {
      throw new MalformedFileException("the index of the package has an unknown version");
    }
    long columns = bytes.getInt(4) & 0xffffffffL;
    long units = bytes.getInt(8) & 0xffffffffL;
    long slots = bytes.getInt(12) & 0xffffffffL;
    boolean fits =
        columns <= 64
            && units <= bytes.limit()
            && slots <= bytes.limit()
            && HEADER + slots * 12 + columns * 4 + units * columns * 8 <= bytes.limit();
    if (!fits || Long.bitCount(slots) > 1) {
      throw new MalformedFileException("the index of the package is larger than its section");
    }
    return new PackageIndex(bytes, old, (int) columns, (int) units, (int) slots);
  }

  /** The row of a unit, from 1; 0 if it is not there. */
  int row(long id) {
    if (slots == 0) {
      return 0;
    }
    int mask = slots - 1;
    int slot = (int) id & mask;
    int step = (int) (id >>> 32) & mask | 1;
    for (int i = 0; i < slots; i++) {
      int row = bytes.getInt(HEADER + slots * 8 + slot * 4);
      if (row <= 0 || row > units) {
        return 0;
      }
      if (bytes.getLong(HEADER + slot * 8) == id) {
        return row;
      }
      slot = slot + step & mask;
    }
    return 0;
  }

  /** The sections of a unit: its parts of those of the package. */
  Sections.Parts parts(ElfFile file, int row) throws IOException {
    Sections.Parts parts = new Sections.Parts();
    parts.info = part(file, ".debug_info.dwo", INFO, row);
    parts.abbrev = part(file, ".debug_abbrev.dwo", ABBREV, row);
    parts.strOffsets = part(file, ".debug_str_offsets.dwo", STR_OFFSETS, row);
    parts.rnglists = part(file, ".debug_rnglists.dwo", old ? 0 : RNGLISTS, row);
    parts.str = file.bytes(".debug_str.dwo");
    return parts;
  }

  private ByteBuffer part(ElfFile file, String name, int kind, int row) throws IOException {
    ByteBuffer section = file.bytes(name);
    int kinds = HEADER + slots * 12;
    for (int i = 0; i < columns; i++) {
      if (bytes.getInt(kinds + i * 4) == kind) {
        int offset = kinds + columns * 4 * row + i * 4;
        int size = offset + columns * 4 * units;
        return SplitUnits.slice(
            section, bytes.getInt(offset) & 0xffffffffL, bytes.getInt(size) & 0xffffffffL);
      }
    }
    return SplitUnits.slice(section, 0, 0);
  }
}
