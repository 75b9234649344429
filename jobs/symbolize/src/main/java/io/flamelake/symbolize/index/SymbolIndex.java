package io.flamelake.symbolize.index;

import io.flamelake.demangle.DemangleMode;
import io.flamelake.demangle.Demangler;
import io.flamelake.symbolize.MalformedFileException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Functions, files, lines and inlined calls of the addresses of one file. It does not change, and
 * many threads may ask it at once, each with a {@link FrameCursor} of its own.
 *
 * <p>Addresses are the file's virtual addresses. All of it is held in flat arrays: see {@link
 * #sizeInBytes}.
 */
public final class SymbolIndex {
  /** Stands for an address that is not known. */
  public static final long NO_ADDRESS = -1;

  /**
   * The only version that {@link #open} reads; an index of another one is made anew from the files.
   */
  public static final int VERSION = IndexFormat.VERSION;

  private final IndexHeader header;
  private final SymbolTables tables;
  private final AddressMap frames;
  private final AddressMap lines;
  private final Segments segments;
  private final int maxDepth;

  SymbolIndex(IndexHeader header, SymbolTables tables, AddressMap frames, AddressMap lines) {
    this.header = header;
    this.tables = tables;
    this.frames = frames;
    this.lines = lines;
    this.segments = new Segments(header.segments());
    this.maxDepth = maxDepth(tables.nodeColumn(SymbolTables.CALLER));
  }

  /**
   * Reads an index.
   *
   * @param bytes the bytes from the buffer's position to its limit, which stay as they are
   * @param maxBytes what the index may take when it is unpacked; more is refused before it is taken
   * @throws MalformedFileException if the bytes are no index, are damaged, are of another version,
   *     or would take more
   */
  public static SymbolIndex open(ByteBuffer bytes, long maxBytes) throws MalformedFileException {
    return new IndexReader(bytes, maxBytes).read();
  }

  /** The bytes that {@link #open} reads. */
  public byte[] toBytes() {
    return new IndexWriter(this).write();
  }

  /** Something to look addresses up with, for one thread. */
  public FrameCursor cursor() {
    return new FrameCursor(this);
  }

  /** The build id of the file; empty if it has none. */
  public String buildId() {
    return header.buildId();
  }

  /**
   * Whether offsets in the file become addresses: only the program itself tells its load segments,
   * so an index that was made of a detached file alone does not know them.
   */
  public boolean hasSegments() {
    return !header.segments().isEmpty();
  }

  /**
   * The virtual address of a byte of the program's file, by its load segments. For an address x of
   * a process, the offset is x − start of the mapping + offset of the mapping.
   *
   * @return {@link #NO_ADDRESS} if no segment has it, or if the segments are not known
   */
  public long virtualAddress(long fileOffset) {
    return segments.address(fileOffset);
  }

  /** What the index was made of, in the order in which one layer goes before another. */
  public List<LayerInfo> layers() {
    return header.layers();
  }

  /** How many functions there are; their ids are those below. */
  public int functions() {
    return tables.functions()[SymbolTables.NAME].length;
  }

  /** How many files there are; their ids are those below. */
  public int files() {
    return tables.paths().size();
  }

  /** How many disjoint ranges of frames there are, and of no frames between them. */
  public int ranges() {
    return frames.size();
  }

  /** How many disjoint ranges of lines there are, and of no lines between them. */
  public int lines() {
    return lines.size();
  }

  /** The first address that has frames; 0 if none has. */
  public long firstAddress() {
    return frames.size() == 0 ? 0 : frames.address(0);
  }

  /** The address behind the last one that has frames; 0 if none has. */
  public long lastAddress() {
    return frames.size() == 0 ? 0 : frames.address(frames.size() - 1);
  }

  /** The most frames that an address has. */
  public int maxDepth() {
    return maxDepth;
  }

  /** The bytes of memory that the index holds, but for some hundreds. */
  public long sizeInBytes() {
    return tables.sizeInBytes() + frames.sizeInBytes() + lines.sizeInBytes();
  }

  /**
   * A function's name, demangled in full; null if it has none. It is made at each call, which may
   * take some microseconds.
   */
  public String functionName(int function) {
    int name = tables.functions()[SymbolTables.NAME][function];
    if (name != Ranges.NONE) {
      return tables.names().get(name);
    }
    String systemName = systemName(function);
    return systemName == null ? null : Demangler.demangle(systemName, DemangleMode.FULL);
  }

  /** A function's name as a linker sees it; null if it has none. A text is made at each call. */
  public String systemName(int function) {
    return tables.names().get(tables.functions()[SymbolTables.SYSTEM_NAME][function]);
  }

  /** The line at which a function is declared, or 0. */
  public int startLine(int function) {
    return tables.functions()[SymbolTables.START_LINE][function];
  }

  /**
   * The file in which a function is declared, or {@link io.flamelake.symbolize.SymbolSink#NO_FILE}.
   */
  public int declarationFile(int function) {
    return tables.functions()[SymbolTables.FILE][function];
  }

  /** The path of a file; null for {@link io.flamelake.symbolize.SymbolSink#NO_FILE}. */
  public String path(int file) {
    return tables.paths().get(file);
  }

  IndexHeader header() {
    return header;
  }

  SymbolTables tables() {
    return tables;
  }

  AddressMap frameMap() {
    return frames;
  }

  AddressMap lineMap() {
    return lines;
  }

  private static int maxDepth(int[] callers) {
    int[] depths = new int[callers.length];
    int max = 1;
    for (int node = 0; node < callers.length; node++) {
      depths[node] = callers[node] == Ranges.NONE ? 1 : depths[callers[node]] + 1;
      max = Math.max(max, depths[node]);
    }
    return max;
  }
}
