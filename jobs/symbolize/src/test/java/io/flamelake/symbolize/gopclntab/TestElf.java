package io.flamelake.symbolize.gopclntab;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes an ELF file of sections alone (System V ABI, chapter 4). */
final class TestElf {
  static final int ALLOCATED = 2;
  static final int CODE = 6;

  private static final int MACHINE = 62;

  private final ByteOrder order;
  private final boolean wide;
  private final List<Section> sections = new ArrayList<>();

  private record Section(String name, int flags, long address, byte[] bytes) {}

  TestElf(ByteOrder order, boolean wide) {
    this.order = order;
    this.wide = wide;
  }

  TestElf section(String name, int flags, long address, byte[] bytes) {
    sections.add(new Section(name, flags, address, bytes));
    return this;
  }

  ByteBuffer toBytes() {
    StringBuilder names = new StringBuilder("\0");
    List<Integer> nameOffsets = new ArrayList<>();
    sections.add(new Section(".shstrtab", 0, 0, new byte[0]));
    for (Section section : sections) {
      nameOffsets.add(names.length());
      names.append(section.name()).append('\0');
    }
    Section last = sections.remove(sections.size() - 1);
    byte[] nameBytes = names.toString().getBytes(StandardCharsets.US_ASCII);
    sections.add(new Section(last.name(), 0, 0, nameBytes));
    int headerSize = wide ? 64 : 52;
    int entrySize = wide ? 64 : 40;
    int dataSize = sections.stream().mapToInt(s -> s.bytes().length + 7 & -8).sum();
    int table = headerSize + (-headerSize & 7) + dataSize;
    ByteBuffer out = ByteBuffer.allocate(table + entrySize * (sections.size() + 1)).order(order);
    writeHeader(out, table, headerSize, entrySize);
    int at = table - dataSize;
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      out.duplicate().position(at).put(section.bytes());
      out.position(table + (i + 1) * entrySize);
      writeSection(out, section, nameOffsets.get(i), at);
      at += section.bytes().length + 7 & -8;
    }
    return out.clear();
  }

  private void writeHeader(ByteBuffer out, int table, int headerSize, int entrySize) {
    out.put(new byte[] {0x7F, 'E', 'L', 'F', (byte) (wide ? 2 : 1)});
    out.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 1 : 2)).put((byte) 1).position(16);
    out.putShort((short) 2).putShort((short) MACHINE).putInt(1);
    word(out, 0);
    word(out, 0);
    word(out, table);
    out.putInt(0).putShort((short) headerSize).putShort((short) 0).putShort((short) 0);
    out.putShort((short) entrySize).putShort((short) (sections.size() + 1));
    out.putShort((short) sections.size());
  }

  private void writeSection(ByteBuffer out, Section section, int name, int at) {
    out.putInt(name).putInt(1);
    word(out, section.flags());
    word(out, section.address());
    word(out, at);
    word(out, section.bytes().length);
    out.putInt(0).putInt(0);
    word(out, 1);
    word(out, 0);
  }

  private void word(ByteBuffer out, long value) {
    if (wide) {
      out.putLong(value);
    } else {
      out.putInt((int) value);
    }
  }
}
