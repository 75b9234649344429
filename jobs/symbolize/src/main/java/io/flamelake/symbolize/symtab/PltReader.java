package io.flamelake.symbolize.symtab;

import io.flamelake.symbolize.SymbolSink;
import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.elf.ElfSection;
import io.flamelake.symbolize.elf.ElfSymbols;
import io.flamelake.symbolize.symtab.Stubs.Stub;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells the stubs that call functions of other files, as {@code name@plt}, for x86-64 and aarch64.
 *
 * <p>A stub is known by what it does: it jumps where a slot of the global offset table says, and a
 * relocation says whose address gets into the slot (System V ABI, AMD64 supplement, section 5.2 and
 * "Procedure Linkage Table" of the AArch64 one).
 */
public final class PltReader {
  private static final String[] SECTIONS = {".plt", ".plt.sec", ".plt.got", ".iplt"};
  private static final String[] RELOCATIONS = {".rela.plt", ".rela.dyn"};

  /** Bytes of a relocation: offset, symbol and type, addend. */
  private static final int RELOCATION = 24;

  /** More than any file that was seen has, by far; slots beyond them have no names. */
  private static final int MAX_SLOTS = 1 << 20;

  private final ElfFile elf;
  private final SymbolSink sink;
  private final ElfSymbols symbols;
  private final Stubs stubs;

  /** The symbols whose addresses get into slots, by the slots' addresses. */
  private final Map<Long, Integer> slots = new HashMap<>();

  private PltReader(ElfFile elf, SymbolSink sink) throws IOException {
    this.elf = elf;
    this.sink = sink;
    this.symbols = elf.dynamicSymbols();
    this.stubs = Stubs.of(elf.machine());
  }

  /**
   * Tells the stubs of a file; there are none in a detached one.
   *
   * @return how many were told
   */
  public static int read(ElfFile elf, SymbolSink sink) throws IOException {
    PltReader reader = new PltReader(elf, sink);
    boolean known = reader.stubs != null && elf.wide() && reader.symbols != null;
    return known ? reader.read() : 0;
  }

  private int read() throws IOException {
    for (String name : RELOCATIONS) {
      readRelocations(elf.bytes(name));
    }
    int told = 0;
    for (String name : SECTIONS) {
      ElfSection section = elf.section(name);
      if (section != null) {
        told += readStubs(section.address(), elf.bytes(section));
      }
    }
    return told;
  }

  private void readRelocations(ByteBuffer relocations) {
    for (int at = 0;
        at + RELOCATION <= relocations.limit() && slots.size() < MAX_SLOTS;
        at += RELOCATION) {
      int symbol = (int) (relocations.getLong(at + Long.BYTES) >>> Integer.SIZE);
      if (symbol > 0 && symbol < symbols.count()) {
        slots.put(relocations.getLong(at), symbol);
      }
    }
  }

  private int readStubs(long address, ByteBuffer section) throws IOException {
    ByteBuffer code = section.order(ByteOrder.LITTLE_ENDIAN);
    int told = 0;
    int at = 0;
    while (at < code.limit()) {
      Stub stub = stubs.decode(code, at, address + at);
      Integer symbol = stub == null ? null : slots.get(slot(stub));
      if (symbol != null) {
        tell(symbol, address + at, address + Math.min(code.limit(), at + stub.length()));
        told++;
      }
      at += stub == null ? stubs.step() : stub.length();
    }
    return told;
  }

  private long slot(Stub stub) throws IOException {
    ByteBuffer relocations = elf.bytes(RELOCATIONS[0]);
    int relocation = stub.relocation();
    boolean told = relocation >= 0 && relocation < relocations.limit() / RELOCATION;
    return told ? relocations.getLong(relocation * RELOCATION) : stub.slot();
  }

  private void tell(int symbol, long start, long end) throws IOException {
    String name = SymbolReader.plain(symbols.name(symbol));
    if (!name.isEmpty()) {
      int function = sink.function(null, name + "@plt", SymbolSink.NO_FILE, 0);
      sink.range(sink.frame(function), start, end);
    }
  }
}
