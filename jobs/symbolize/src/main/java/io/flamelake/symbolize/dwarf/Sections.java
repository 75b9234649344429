package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.elf.ElfFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The sections that belong together: those of a program, of the file it shares with others (dwz),
 * or of one split unit.
 */
final class Sections {
  private static final int LINE_HEADERS = 256;

  final ByteBuffer info;
  final ByteBuffer str;
  final ByteBuffer strOffsets;
  final ByteBuffer lineStr;
  final ByteBuffer addr;
  final ByteBuffer ranges;
  final ByteBuffer rnglists;
  final ByteBuffer line;
  final AbbreviationCache abbreviations;

  /** The sections of the supplementary file, or null (7.3.6). */
  final Sections supplement;

  /** Whether these are sections of a split unit, which start with tables of their own. */
  final boolean split;

  final UnitIndex units;
  final FunctionCache functions = new FunctionCache();
  final Recent<Long, LineHeader> lineHeaders = new Recent<>(LINE_HEADERS);

  private Sections(Parts parts, Sections supplement, boolean split, Budgets budgets) {
    this.info = parts.info;
    this.str = parts.str;
    this.strOffsets = parts.strOffsets;
    this.lineStr = parts.lineStr;
    this.addr = parts.addr;
    this.ranges = parts.ranges;
    this.rnglists = parts.rnglists;
    this.line = parts.line;
    this.abbreviations = new AbbreviationCache(parts.abbrev, budgets.abbreviations);
    this.supplement = supplement;
    this.split = split;
    this.units = new UnitIndex(this);
  }

  /** The sections of a program or of the supplementary file of one. */
  static Sections of(ElfFile file, Sections supplement, Budgets budgets) throws IOException {
    Parts parts = new Parts();
    parts.info = file.bytes(".debug_info");
    parts.abbrev = file.bytes(".debug_abbrev");
    parts.str = file.bytes(".debug_str");
    parts.strOffsets = file.bytes(".debug_str_offsets");
    parts.lineStr = file.bytes(".debug_line_str");
    parts.addr = file.bytes(".debug_addr");
    parts.ranges = file.bytes(".debug_ranges");
    parts.rnglists = file.bytes(".debug_rnglists");
    parts.line = file.bytes(".debug_line");
    return new Sections(parts, supplement, false, budgets);
  }

  /** The sections of a split unit: its own, and of the program those of addresses and lines. */
  static Sections split(Parts own, Sections program, Budgets budgets) {
    own.addr = program.addr;
    own.ranges = program.ranges;
    own.line = program.line;
    own.lineStr = program.lineStr;
    return new Sections(own, program.supplement, true, budgets);
  }

  /** Sections while they are gathered. */
  static final class Parts {
    ByteBuffer info;
    ByteBuffer abbrev;
    ByteBuffer str;
    ByteBuffer strOffsets;
    ByteBuffer lineStr;
    ByteBuffer addr;
    ByteBuffer ranges;
    ByteBuffer rnglists;
    ByteBuffer line;
  }
}
