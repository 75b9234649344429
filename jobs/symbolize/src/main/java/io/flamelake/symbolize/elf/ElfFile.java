package io.flamelake.symbolize.elf;

import io.flamelake.symbolize.MalformedFileException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/**
 * An ELF file (System V ABI, chapters 4 and 5) of 32 or 64 bits and either byte order: a program, a
 * shared object, an object file, or a file that has only the debugging information of one.
 *
 * <p>Bytes of sections are read-only views in the file's byte order: mapped, not read, and inflated
 * on the first call if they are compressed. They stay readable after {@link #close}. The file must
 * not change while it is read. Everything that the file says is checked against its size; what does
 * not fit is a {@link MalformedFileException}. Not for use by several threads at once.
 */
public final class ElfFile implements Closeable {
  private static final String DEBUG = ".debug_";

  private final FileBytes file;
  private final ElfHeader header;
  private final List<ElfSection> sections;
  private final List<ElfSegment> segments;
  private final Inflation inflation;
  private final ByteBuffer[] inflated;

  private ElfFile(FileBytes file, ElfLimits limits) throws IOException {
    this.file = file;
    this.header = ElfHeader.read(file);
    HeaderTables tables = new HeaderTables(file, header, limits);
    this.sections = tables.sections();
    this.segments = tables.segments();
    this.inflation = new Inflation(limits);
    this.inflated = new ByteBuffer[sections.size()];
  }

  /** Opens a file with the default limits. */
  public static ElfFile open(Path path) throws IOException {
    return open(path, ElfLimits.DEFAULT);
  }

  /** Opens a file. */
  public static ElfFile open(Path path, ElfLimits limits) throws IOException {
    FileChannel channel = FileChannel.open(path);
    try {
      return new ElfFile(FileBytes.of(channel), limits);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Reads a file that is in memory: the buffer's bytes from its position to its limit. */
  public static ElfFile of(ByteBuffer bytes) throws IOException {
    return of(bytes, ElfLimits.DEFAULT);
  }

  /** Reads a file that is in memory: the buffer's bytes from its position to its limit. */
  public static ElfFile of(ByteBuffer bytes, ElfLimits limits) throws IOException {
    return new ElfFile(FileBytes.of(bytes), limits);
  }

  /** Whether its addresses have 64 bits, and not 32. */
  public boolean wide() {
    return header.wide();
  }

  public ByteOrder order() {
    return header.order();
  }

  /** {@code e_type}: 1 relocatable, 2 executable, 3 shared or position-independent, 4 core. */
  public int type() {
    return header.type();
  }

  /** Whether it is an object file, or a kernel module: its sections have no addresses yet. */
  public boolean relocatable() {
    return header.type() == ElfHeader.RELOCATABLE;
  }

  /** {@code e_machine}: 3 i386, 62 x86-64, 183 aarch64, 243 RISC-V, ... */
  public int machine() {
    return header.machine();
  }

  /** How many bytes the file has. */
  public long size() {
    return file.size();
  }

  /** All sections in the file's order, the null section among them. */
  public List<ElfSection> sections() {
    return sections;
  }

  public List<ElfSegment> segments() {
    return segments;
  }

  /**
   * The first section of a name, or null. For {@code .debug_x} it may be the compressed {@code
   * .zdebug_x}.
   */
  public ElfSection section(String name) {
    ElfSection found = exact(name);
    return found == null && name.startsWith(DEBUG) ? exact(".z" + name.substring(1)) : found;
  }

  private ElfSection exact(String name) {
    for (ElfSection section : sections) {
      if (section.name().equals(name)) {
        return section;
      }
    }
    return null;
  }

  /** The bytes of the first section of a name; none if there is no such section. */
  public ByteBuffer bytes(String name) throws IOException {
    ElfSection section = section(name);
    return section == null ? nothing() : bytes(section);
  }

  /** The bytes of a section of this file, inflated if they are compressed. */
  public ByteBuffer bytes(ElfSection section) throws IOException {
    if (section.noBits()) {
      return nothing();
    }
    ByteBuffer known = inflated[section.index()];
    if (known == null) {
      known = read(section);
      inflated[section.index()] = known;
    }
    return known.duplicate().order(header.order());
  }

  private ByteBuffer read(ElfSection section) throws IOException {
    ByteBuffer bytes =
        file.slice("section " + section.name(), section.offset(), section.size())
            .order(header.order());
    if (section.compressed()) {
      return inflation.inflate(section, bytes, header.wide());
    }
    return Inflation.isOld(section, bytes) ? inflation.inflateOld(section, bytes) : bytes;
  }

  private ByteBuffer nothing() {
    return ByteBuffer.allocate(0).asReadOnlyBuffer().order(header.order());
  }

  /**
   * Whether it has the bytes of its code, and so is a program or library itself: not a detached
   * file, whose segments may tell anything.
   */
  public boolean hasCode() {
    boolean told = false;
    for (ElfSection section : sections) {
      if (section.executable() && section.size() != 0) {
        if (!section.noBits()) {
          return true;
        }
        told = true;
      }
    }
    return !told && segments.stream().anyMatch(this::bringsCode);
  }

  private boolean bringsCode(ElfSegment segment) {
    return segment.executable() && segment.fileSize() > 0 && fits(segment);
  }

  /**
   * The virtual address of a byte of the file, by its load segments; empty if no segment has it.
   * For an address x of a process, the offset is x − start of the mapping + offset of the mapping.
   * A detached file can't tell: ask the program or library itself.
   */
  public OptionalLong toVirtualAddress(long fileOffset) {
    OptionalLong found = OptionalLong.empty();
    for (ElfSegment segment : segments) {
      if (segment.hasFileOffset(fileOffset) && (found.isEmpty() || segment.executable())) {
        found = OptionalLong.of(fileOffset - segment.offset() + segment.address());
      }
    }
    return found;
  }

  /**
   * The addresses of code: of executable sections, or of executable segments if the file has no
   * section headers.
   */
  public AddressRanges executableRanges() {
    List<Long> ranges = new ArrayList<>();
    for (ElfSection section : sections) {
      if (section.executable()) {
        add(ranges, section.address(), section.size());
      }
    }
    if (sections.isEmpty()) {
      for (ElfSegment segment : segments) {
        if (segment.executable()) {
          add(ranges, segment.address(), segment.memorySize());
        }
      }
    }
    return AddressRanges.of(ranges.stream().mapToLong(Long::longValue).toArray());
  }

  private static void add(List<Long> ranges, long start, long size) {
    long end = start + size;
    ranges.add(start);
    ranges.add(Long.compareUnsigned(end, start) < 0 ? -1L : end);
  }

  /** The build ids. Notes that lie over one another are not read again and again. */
  public BuildIds buildIds() throws IOException {
    Notes notes = new Notes();
    long left = 2 * file.size();
    for (ElfSection section : sections) {
      if (section.type() == ElfSection.NOTE && left > 0) {
        ByteBuffer bytes = bytes(section);
        notes.read(bytes, section.alignment());
        left -= bytes.limit();
      }
    }
    for (ElfSegment segment : segments) {
      if (segment.note() && notes.gnu() == null && fits(segment) && left > 0) {
        left -= segment.fileSize();
        notes.read(
            file.slice("notes", segment.offset(), segment.fileSize()).order(header.order()),
            segment.alignment());
      }
    }
    return new BuildIds(notes.gnu(), notes.go(), Htlhash.of(file));
  }

  /** Segments of a detached file may name bytes that only the program has. */
  private boolean fits(ElfSegment segment) {
    long offset = segment.offset();
    long size = segment.fileSize();
    return offset >= 0 && size >= 0 && size < Integer.MAX_VALUE && offset <= file.size() - size;
  }

  /** The symbols of {@code .symtab}, or null. */
  public ElfSymbols symbols() throws IOException {
    return symbols(ElfSection.SYMBOL_TABLE);
  }

  /** The symbols of {@code .dynsym}, or null. */
  public ElfSymbols dynamicSymbols() throws IOException {
    return symbols(ElfSection.DYNAMIC_SYMBOL_TABLE);
  }

  private ElfSymbols symbols(int type) throws IOException {
    for (ElfSection section : sections) {
      if (section.type() == type) {
        int link = section.link();
        ByteBuffer names =
            link > 0 && link < sections.size() ? bytes(sections.get(link)) : nothing();
        return new ElfSymbols(bytes(section), names, indicesOf(section), header.wide());
      }
    }
    return null;
  }

  private ByteBuffer indicesOf(ElfSection symbols) throws IOException {
    for (ElfSection section : sections) {
      if (section.type() == ElfSection.SYMBOL_TABLE_INDICES && section.link() == symbols.index()) {
        return bytes(section);
      }
    }
    return null;
  }

  /** What {@code .gnu_debuglink} says, or null. */
  public DebugLink debugLink() throws IOException {
    ByteBuffer bytes = bytes(".gnu_debuglink");
    if (bytes.limit() == 0) {
      return null;
    }
    String name = Texts.at(bytes, 0);
    int crcAt = Texts.length(bytes, 0) + Integer.BYTES & -Integer.BYTES;
    if (crcAt > bytes.limit() - Integer.BYTES) {
      throw new MalformedFileException("section .gnu_debuglink ends before its checksum");
    }
    return new DebugLink(name, bytes.getInt(crcAt));
  }

  /** What {@code .gnu_debugaltlink} says, or null. */
  public AltLink altLink() throws IOException {
    ByteBuffer bytes = bytes(".gnu_debugaltlink");
    if (bytes.limit() == 0) {
      return null;
    }
    byte[] id = new byte[Math.min(64, bytes.limit() - Texts.length(bytes, 0) - 1)];
    bytes.get(Texts.length(bytes, 0) + 1, id);
    return new AltLink(Texts.at(bytes, 0), HexFormat.of().formatHex(id));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
