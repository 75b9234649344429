package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.elf.Assembler;
import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.elf.ElfImage;
import io.flamelake.symbolize.oracle.RecordingSink;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** A program that is made by hand: code at 0x1000 to 0x9000, and sections of DWARF. */
final class HandMade {
  static final long TEXT = 0x1000;

  // Tags, attributes and forms by the numbers of DWARF 5, 7.5.
  static final int UNIT = 0x11;
  static final int SUBPROGRAM = 0x2e;
  static final int INLINED = 0x1d;
  static final int NAMESPACE = 0x39;
  static final int STRUCTURE = 0x13;
  static final int NAME = 0x03;
  static final int LOW = 0x11;
  static final int HIGH = 0x12;
  static final int RANGES = 0x55;
  static final int ORIGIN = 0x31;
  static final int SPECIFICATION = 0x47;
  static final int STMT_LIST = 0x10;
  static final int LANGUAGE = 0x13;

  final ByteOrder order;
  final boolean wideElf;
  private final Map<String, Assembler> sections = new LinkedHashMap<>();

  HandMade() {
    this(ByteOrder.LITTLE_ENDIAN, true);
  }

  HandMade(ByteOrder order, boolean wideElf) {
    this.order = order;
    this.wideElf = wideElf;
  }

  Assembler bytes() {
    return new Assembler(order);
  }

  Assembler section(String name) {
    return sections.computeIfAbsent(name, n -> bytes());
  }

  /** Adds an abbreviation: its attributes and forms in turn. */
  HandMade abbreviation(int code, int tag, boolean children, long... specification) {
    section(".debug_abbrev").uleb(code, tag).u8(children ? 1 : 0).uleb(specification).u8(0, 0);
    return this;
  }

  /** Adds a unit and returns where it begins; its entries are those of one table. */
  int unit(Encoding encoding, Assembler entries) {
    return unit(encoding, 1, 0, entries);
  }

  int unit(Encoding encoding, int type, long abbreviations, Assembler entries) {
    Assembler rest = bytes().u16(encoding.version());
    int offsetSize = encoding.offsetSize();
    if (encoding.version() >= 5) {
      rest.u8(type, encoding.addressSize()).number(abbreviations, offsetSize);
    } else {
      rest.number(abbreviations, offsetSize).u8(encoding.addressSize());
    }
    rest.raw(entries.bytes());
    Assembler info = section(".debug_info");
    int start = info.size();
    length(info, encoding.wide(), rest.size()).raw(rest.bytes());
    return start;
  }

  static Assembler length(Assembler into, boolean wide, long length) {
    return wide ? into.u32(0xffffffffL).u64(length) : into.u32(length);
  }

  /** How many bytes a unit's header has. */
  static int headerSize(Encoding encoding) {
    int fixed = encoding.version() >= 5 ? 4 : 3;
    return (encoding.wide() ? 12 : 4) + fixed + encoding.offsetSize();
  }

  /** Reads the program. */
  RecordingSink read() throws IOException {
    return read(new RecordingSink());
  }

  DwarfReport report() throws IOException {
    try (ElfFile file = elf()) {
      return DwarfReader.read(DwarfSource.of(file), new RecordingSink());
    }
  }

  private RecordingSink read(RecordingSink sink) throws IOException {
    try (ElfFile file = elf()) {
      DwarfReport report = DwarfReader.read(DwarfSource.of(file), sink);
      if (!report.problems().isEmpty()) {
        throw new IOException(report.problems().toString());
      }
    }
    return sink;
  }

  ElfFile elf() throws IOException {
    ElfImage image = new ElfImage(wideElf, order);
    image.section(".text", 8, 6, TEXT, bytes().raw(new byte[0x8000]));
    sections.forEach((name, bytes) -> image.section(name, 1, 0, 0, bytes));
    return image.open();
  }
}
