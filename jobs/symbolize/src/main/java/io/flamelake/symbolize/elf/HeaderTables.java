package io.flamelake.symbolize.elf;

import io.flamelake.symbolize.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads the tables of sections and segments. */
final class HeaderTables {
  private static final int NARROW_SECTION = 40;
  private static final int WIDE_SECTION = 64;
  private static final int NARROW_SEGMENT = 32;
  private static final int WIDE_SEGMENT = 56;

  private final FileBytes file;
  private final ElfHeader header;
  private final ElfLimits limits;

  HeaderTables(FileBytes file, ElfHeader header, ElfLimits limits) {
    this.file = file;
    this.header = header;
    this.limits = limits;
  }

  List<ElfSection> sections() throws IOException {
    if (header.sectionsAt() == 0) {
      return List.of();
    }
    ElfSection first = sectionZero();
    long count = header.sectionCount() == 0 ? first.size() : header.sectionCount();
    checkCount("sections", count, limits.sections());
    ByteBuffer table =
        file.slice("table of sections", header.sectionsAt(), count * header.sectionSize())
            .order(header.order());
    int namesIndex =
        header.namesSection() == ElfHeader.NAMES_ELSEWHERE ? first.link() : header.namesSection();
    ByteBuffer names = names(table, namesIndex, (int) count);
    List<ElfSection> sections = new ArrayList<>();
    long nameBytes = 0;
    for (int i = 0; i < count; i++) {
      int at = i * header.sectionSize();
      String name = name(names, table.getInt(at) & 0xffffffffL);
      nameBytes += name.length();
      checkCount("bytes of section names", nameBytes, limits.nameBytes());
      sections.add(section(table, at, i, name));
    }
    return List.copyOf(sections);
  }

  List<ElfSegment> segments() throws IOException {
    if (header.segmentsAt() == 0 || header.segmentCount() == 0) {
      return List.of();
    }
    int size = header.wide() ? WIDE_SEGMENT : NARROW_SEGMENT;
    if (header.segmentSize() < size) {
      throw new MalformedFileException(
          "%d bytes are too few for a program header".formatted(header.segmentSize()));
    }
    long count = header.segmentCount();
    if (count == ElfHeader.EXTENDED && header.sectionsAt() != 0) {
      count = extendedSegmentCount();
    }
    checkCount("segments", count, limits.segments());
    ByteBuffer table =
        file.slice("table of segments", header.segmentsAt(), count * header.segmentSize())
            .order(header.order());
    List<ElfSegment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = i * header.segmentSize();
      segments.add(header.wide() ? wideSegment(table, at) : narrowSegment(table, at));
    }
    return List.copyOf(segments);
  }

  private ByteBuffer sectionZeroBytes() throws IOException {
    int size = header.wide() ? WIDE_SECTION : NARROW_SECTION;
    if (header.sectionSize() < size) {
      throw new MalformedFileException(
          "%d bytes are too few for a section header".formatted(header.sectionSize()));
    }
    return file.slice("first section header", header.sectionsAt(), size).order(header.order());
  }

  private ElfSection sectionZero() throws IOException {
    return section(sectionZeroBytes(), 0, 0, "");
  }

  private long extendedSegmentCount() throws IOException {
    return sectionZeroBytes().getInt(header.wide() ? 44 : 28) & 0xffffffffL;
  }

  private ByteBuffer names(ByteBuffer table, int index, int count) throws IOException {
    if (index <= 0 || index >= count) {
      return null;
    }
    ElfSection section = section(table, index * header.sectionSize(), index, "");
    return section.noBits()
        ? null
        : file.slice("section of section names", section.offset(), section.size());
  }

  private static String name(ByteBuffer names, long offset) throws IOException {
    return names == null || names.limit() == 0 ? "" : Texts.at(names, offset);
  }

  private ElfSection section(ByteBuffer table, int at, int index, String name) {
    return header.wide()
        ? new ElfSection(
            index,
            name,
            table.getInt(at + 4),
            table.getLong(at + 8),
            table.getLong(at + 16),
            table.getLong(at + 24),
            table.getLong(at + 32),
            table.getInt(at + 40),
            table.getLong(at + 48))
        : new ElfSection(
            index,
            name,
            table.getInt(at + 4),
            table.getInt(at + 8) & 0xffffffffL,
            table.getInt(at + 12) & 0xffffffffL,
            table.getInt(at + 16) & 0xffffffffL,
            table.getInt(at + 20) & 0xffffffffL,
            table.getInt(at + 24),
            table.getInt(at + 32) & 0xffffffffL);
  }

  private static ElfSegment wideSegment(ByteBuffer table, int at) {
    return new ElfSegment(
        table.getInt(at),
        table.getInt(at + 4),
        table.getLong(at + 8),
        table.getLong(at + 16),
        table.getLong(at + 32),
        table.getLong(at + 40),
        table.getLong(at + 48));
  }

  private static ElfSegment narrowSegment(ByteBuffer table, int at) {
    return new ElfSegment(
        table.getInt(at),
        table.getInt(at + 24),
        table.getInt(at + 4) & 0xffffffffL,
        table.getInt(at + 8) & 0xffffffffL,
        table.getInt(at + 16) & 0xffffffffL,
        table.getInt(at + 20) & 0xffffffffL,
        table.getInt(at + 28) & 0xffffffffL);
  }

  private static void checkCount(String what, long count, long limit)
      throws MalformedFileException {
    if (Long.compareUnsigned(count, limit) > 0) {
      throw new MalformedFileException(
          "the file has %s %s, more than the limit of %d"
              .formatted(Long.toUnsignedString(count), what, limit));
    }
  }
}
