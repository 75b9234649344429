package io.flamelake.symbolize.gopclntab;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.SymbolSink;
import io.flamelake.symbolize.elf.AddressRanges;
import io.flamelake.symbolize.elf.ElfFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the functions, inlined calls and lines of a Go program by the table that its runtime uses
 * for stack traces, which stays when the program is stripped.
 *
 * <p>All layouts since Go 1.2 are read; inlined calls since Go 1.18, and the lines at which
 * functions are declared since Go 1.20. A function that can't be read costs only itself.
 */
public final class PclntabReader {
  private static final String SECTION = "gopclntab";
  private static final int MAX_PROBLEMS = 10;

  /** How many places that begin like a table are looked at closely; each may cost a search. */
  private static final int MAX_TABLES = 16;

  private final Memory memory;
  private final AddressRanges code;
  private final SymbolSink sink;
  private final List<String> problems = new ArrayList<>();
  private int lostFunctions;
  private int lostInlining;
  private int triedTables;

  private PclntabReader(ElfFile elf, SymbolSink sink) throws IOException {
    this.memory = new Memory(elf);
    this.code = elf.executableRanges();
    this.sink = sink;
  }

  /**
   * Reads a program.
   *
   * @return what was read; null if the program has no such table
   * @throws MalformedFileException if the table can't be read at all
   */
  public static GoReport read(ElfFile elf, SymbolSink sink) throws IOException {
    PclntabReader reader = new PclntabReader(elf, sink);
    try {
      return reader.read();
    } catch (IndexOutOfBoundsException e) {
      throw new MalformedFileException("Go's table of functions leads outside itself", e);
    }
  }

  private GoReport read() throws MalformedFileException {
    Memory.Part named = named();
    Memory.Part found = named != null ? named : scanned();
    return found == null ? null : read(new Table(found.bytes()), found.address());
  }

  /** The section of the table, whose name has a prefix in position-independent programs. */
  private Memory.Part named() {
    for (Memory.Part part : memory.parts()) {
      if (part.name().endsWith("." + SECTION) && part.bytes().limit() > 0) {
        return part;
      }
    }
    return null;
  }

  /** The first place that begins like a table and whose first function has a name and is code. */
  private Memory.Part scanned() {
    for (Memory.Part part : memory.parts()) {
      ByteBuffer bytes = part.bytes();
      int end = bytes.limit() - Table.HEADER;
      for (int at = 0; at <= end && triedTables < MAX_TABLES; at += Integer.BYTES) {
        if (Version.of(bytes.getInt(at)) != null) {
          ByteBuffer rest = bytes.slice(at, bytes.limit() - at).order(bytes.order());
          if (isTable(rest, part.address() + at)) {
            return new Memory.Part(part.name(), part.address() + at, rest);
          }
        }
      }
    }
    return null;
  }

  private boolean isTable(ByteBuffer bytes, long address) {
    try {
      Table table = new Table(bytes);
      triedTables++;
      if (table.count() == 0 || table.name(table.function(0)).isEmpty()) {
        return false;
      }
      long text = text(table, ModuleData.find(memory, table, address));
      return code.contains(text + table.entry(0));
    } catch (MalformedFileException | IndexOutOfBoundsException e) {
      return false;
    }
  }

  private GoReport read(Table table, long address) throws MalformedFileException {
    ModuleData module = table.version().relative() ? ModuleData.find(memory, table, address) : null;
    InlineTrees trees = module == null ? null : module.inlineTrees();
    FunctionReader functions = new FunctionReader(table, trees, sink);
    long text = text(table, module);
    for (int i = 0; i < table.count(); i++) {
      long start = text + table.entry(i);
      try {
        long length = text + table.entry(i + 1) - start;
        checkCode(start, length);
        functions.read(i, start, (int) length);
        readInlined(functions, start, (int) length);
      } catch (MalformedFileException | IndexOutOfBoundsException e) {
        lostFunctions++;
        problem(start, e);
      }
    }
    return new GoReport(
        table.version().release(),
        table.count(),
        lostFunctions,
        lostInlining,
        trees != null,
        List.copyOf(problems));
  }

  private void readInlined(FunctionReader functions, long start, int length) {
    try {
      functions.readInlined(length);
    } catch (MalformedFileException | IndexOutOfBoundsException e) {
      lostInlining++;
      problem(start, e);
    }
  }

  private long text(Table table, ModuleData module) {
    if (!table.version().relative()) {
      return 0;
    }
    if (table.headerText() != 0) {
      return table.headerText();
    }
    if (module != null && module.text() != 0) {
      return module.text();
    }
    return code.count() == 0 ? 0 : code.start(0);
  }

  private void checkCode(long start, long length) throws MalformedFileException {
    if (length <= 0 || length > Integer.MAX_VALUE || !code.contains(start)) {
      throw new MalformedFileException("a function of Go's is not where the code is");
    }
  }

  private void problem(long start, Exception why) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add("function at 0x" + Long.toHexString(start) + ": " + why.getMessage());
    }
  }
}
