package io.flamelake.symbolize.symtab;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.SymbolSink;
import io.flamelake.symbolize.elf.AddressRanges;
import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.elf.ElfSection;
import io.flamelake.symbolize.elf.ElfSymbols;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the functions of a table of symbols (System V ABI, chapter 4, "Symbol Table").
 *
 * <p>Functions, indirect ones and, since assemblers give no type, symbols of no type are taken if
 * they stand in code. Each ends where the next one begins; one without a size ends there or with
 * its section. Of several at one address the one with the greatest size is taken, and of those the
 * last one, so that global symbols go before local ones: llvm-symbolizer does the same. The version
 * of a symbol ({@code @@GLIBC_2.14}) is cut, and what Go's linker adds to functions in assembly
 * ({@code .abi0}), which Go's own table does not know.
 *
 * <p>A local symbol's file is known by its name alone; it is told as a file without lines.
 */
public final class SymbolReader {
  /** More symbols than any file that was seen has, by far. */
  private static final int MAX_SYMBOLS = 8_000_000;

  private static final String GO_ASSEMBLY = ".abi0";
  private static final int ARM = 40;
  private static final int AARCH64 = 183;

  private final ElfFile elf;
  private final AddressRanges code;
  private final ElfSymbols symbols;
  private final SymbolSink sink;

  /** A symbol; its size is 0 if it is not known. */
  private record Symbol(int index, long address, long size, int file) {}

  private SymbolReader(ElfFile elf, ElfSymbols symbols, SymbolSink sink) {
    this.elf = elf;
    this.code = elf.executableRanges();
    this.symbols = symbols;
    this.sink = sink;
  }

  /**
   * Tells the functions of a table.
   *
   * @param symbols the table, of this file; null if it has none
   * @return how many were told
   */
  public static int read(ElfFile elf, ElfSymbols symbols, SymbolSink sink)
      throws MalformedFileException {
    return symbols == null ? 0 : new SymbolReader(elf, symbols, sink).read();
  }

  private int read() throws MalformedFileException {
    List<Symbol> functions = functions();
    functions.sort(
        (one, other) -> {
          int byAddress = Long.compareUnsigned(one.address(), other.address());
          return byAddress != 0 ? byAddress : Long.compareUnsigned(one.size(), other.size());
        });
    int told = 0;
    for (int i = 0; i < functions.size(); i++) {
      Symbol symbol = functions.get(i);
      Symbol next = i + 1 < functions.size() ? functions.get(i + 1) : null;
      if (next == null || next.address() != symbol.address()) {
        tell(symbol, next == null ? code.endOf(symbol.address()) : next.address());
        told++;
      }
    }
    return told;
  }

  private List<Symbol> functions() throws MalformedFileException {
    if (symbols.count() > MAX_SYMBOLS) {
      throw new MalformedFileException(
          "A table has " + symbols.count() + " symbols, more than the limit of " + MAX_SYMBOLS);
    }
    List<Symbol> functions = new ArrayList<>();
    int file = 0;
    for (int index = 1; index < symbols.count(); index++) {
      if (symbols.type(index) == ElfSymbols.TYPE_FILE) {
        file = index;
      } else if (isFunction(index)) {
        boolean local = symbols.binding(index) == ElfSymbols.BINDING_LOCAL;
        functions.add(new Symbol(index, address(index), symbols.size(index), local ? file : 0));
      }
    }
    return functions;
  }

  private boolean isFunction(int index) throws MalformedFileException {
    int type = symbols.type(index);
    boolean taken =
        type == ElfSymbols.TYPE_FUNCTION
            || type == ElfSymbols.TYPE_IFUNC
            || type == ElfSymbols.TYPE_NONE;
    if (!taken || !code.contains(address(index)) || !isInCode(symbols.section(index))) {
      return false;
    }
    String name = symbols.name(index);
    return !name.isEmpty() && !isMapping(name);
  }

  private boolean isInCode(int section) {
    List<ElfSection> sections = elf.sections();
    return section > 0 && section < sections.size() && sections.get(section).executable();
  }

  /** Says what follows, code or data: ELF for the Arm Architecture, section "Mapping symbols". */
  private boolean isMapping(String name) {
    boolean arm = elf.machine() == ARM || elf.machine() == AARCH64;
    return arm && name.startsWith("$");
  }

  /** The lowest bit of a 32-bit Arm function's address tells its instruction set. */
  private long address(int index) {
    long value = symbols.value(index);
    return elf.machine() == ARM ? value & ~1L : value;
  }

  private void tell(Symbol symbol, long next) throws MalformedFileException {
    long start = symbol.address();
    long limit = Long.compareUnsigned(next, code.endOf(start)) < 0 ? next : code.endOf(start);
    boolean sized = symbol.size() != 0 && Long.compareUnsigned(symbol.size(), limit - start) < 0;
    long end = sized ? start + symbol.size() : limit;
    int function = sink.function(null, plain(symbols.name(symbol.index())), SymbolSink.NO_FILE, 0);
    sink.range(sink.frame(function), start, end);
    if (symbol.file() != 0) {
      String file = symbols.name(symbol.file());
      if (!file.isEmpty()) {
        sink.line(start, end, sink.file(file), 0, 0);
      }
    }
  }

  static String plain(String name) {
    int version = name.indexOf('@');
    String unversioned = version > 0 ? name.substring(0, version) : name;
    return unversioned.endsWith(GO_ASSEMBLY)
        ? unversioned.substring(0, unversioned.length() - GO_ASSEMBLY.length())
        : unversioned;
  }
}
