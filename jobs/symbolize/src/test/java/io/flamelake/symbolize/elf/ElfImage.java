package io.flamelake.symbolize.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Puts an ELF file together by hand: segments, sections, and a table of symbols. */
public final class ElfImage {
  private static final int NULL_NAME = 0;

  private final boolean wide;
  private final ByteOrder order;
  private final Assembler names;
  private final Assembler data;
  private final Assembler table;
  private final Assembler segments;
  private final Assembler symbols;
  private final Assembler symbolNames;
  private int sections = 1;
  private int segmentCount;
  private boolean extended;

  public ElfImage(boolean wide, ByteOrder order) {
    this.wide = wide;
    this.order = order;
    names = bytes().text("");
    data = bytes();
    table = bytes();
    segments = bytes();
    symbols = bytes().raw(new byte[wide ? 24 : 16]);
    symbolNames = bytes().text("");
  }

  public Assembler bytes() {
    return new Assembler(order);
  }

  /** Adds a section; its bytes give only its size if it has the type of those without. */
  public ElfImage section(String name, int type, long flags, long address, Assembler bytes) {
    int offset = headerSize() + data.size();
    int nameAt = names.size();
    names.text(name);
    if (type != ElfSection.NO_BITS) {
      data.raw(bytes.bytes());
    }
    header(nameAt, new long[] {type, flags, address, offset, bytes.size(), 0});
    return this;
  }

  /** Adds a section with a compression header of the 64-bit kind. */
  ElfImage compressed(String name, int method, long size, byte[] bytes) {
    return section(name, 1, 0x800, 0, bytes().u32(method).u32(0).u64(size).u64(1).raw(bytes));
  }

  /** Adds a symbol of the first section. */
  public ElfImage symbol(String name, long value, long size, int type, int binding) {
    int nameAt = symbolNames.size();
    symbolNames.text(name);
    symbols.u32(nameAt);
    if (wide) {
      symbols.u8(binding << 4 | type, 0).u16(1).u64(value).u64(size);
    } else {
      symbols.u32(value).u32(size).u8(binding << 4 | type, 0).u16(1);
    }
    return this;
  }

  /** Adds a segment: offset, address, size in the file and in memory. */
  public ElfImage segment(int type, int flags, long[] place) {
    segmentCount++;
    segments.u32(type);
    if (wide) {
      segments.u32(flags).u64(place[0]).u64(place[1]).u64(0).u64(place[2]).u64(place[3]).u64(1);
    } else {
      segments.u32(place[0]).u32(place[1]).u32(0).u32(place[2]).u32(place[3]).u32(flags).u32(1);
    }
    return this;
  }

  /** Puts the number of sections and the index of their names into the first section. */
  ElfImage extended() {
    extended = true;
    return this;
  }

  int sectionCount() {
    return sections + 3;
  }

  public ElfFile open() throws IOException {
    return ElfFile.of(ByteBuffer.wrap(image()));
  }

  /** The file, its section headers being hidden. */
  ElfFile withoutSections() throws IOException {
    byte[] image = image();
    image[wide ? 40 : 32] = 0;
    image[wide ? 41 : 33] = 0;
    return ElfFile.of(ByteBuffer.wrap(image));
  }

  public byte[] image() {
    int entry = wide ? 64 : 40;
    int count = sectionCount();
    Assembler first = bytes();
    Assembler ours = bytes().raw(table.bytes());
    Assembler bytes = bytes().raw(data.bytes());
    section(ours, bytes, symbols, new int[] {2, count - 2});
    section(ours, bytes, symbolNames, new int[] {3, 0});
    section(ours, bytes, names, new int[] {3, 0});
    header(
        first, NULL_NAME, new long[] {0, 0, 0, 0, extended ? count : 0, extended ? count - 1 : 0});
    int address = wide ? 8 : 4;
    int start = wide ? 64 : 52;
    Assembler file = bytes().u8(0x7f, 'E', 'L', 'F', wide ? 2 : 1);
    file.u8(order == ByteOrder.BIG_ENDIAN ? 2 : 1, 1, 0).u64(0).u16(2).u16(62).u32(1);
    file.number(0, address).number(segmentCount == 0 ? 0 : start + bytes.size(), address);
    file.number(start + bytes.size() + segments.size(), address).u32(0).u16(start);
    file.u16(wide ? 56 : 32).u16(segmentCount).u16(entry);
    file.u16(extended ? 0 : count).u16(extended ? 0xffff : count - 1);
    file.raw(bytes.bytes()).raw(segments.bytes());
    return file.raw(first.bytes()).raw(ours.bytes()).bytes();
  }

  private int headerSize() {
    return wide ? 64 : 52;
  }

  private void section(Assembler into, Assembler bytes, Assembler content, int[] typeAndLink) {
    int offset = headerSize() + bytes.size();
    bytes.raw(content.bytes());
    header(
        into, NULL_NAME, new long[] {typeAndLink[0], 0, 0, offset, content.size(), typeAndLink[1]});
  }

  private void header(int name, long[] values) {
    sections++;
    header(table, name, values);
  }

  /** Adds a section header: type, flags, address, offset, size, link. */
  private void header(Assembler into, int name, long[] values) {
    int address = wide ? 8 : 4;
    into.u32(name).u32(values[0]);
    for (int i = 1; i < 5; i++) {
      into.number(values[i], address);
    }
    into.u32(values[5]).u32(0).number(1, address).number(0, address);
  }
}
