package io.flamelake.symbolize.convert;

import io.flamelake.symbolize.elf.AddressRanges;
import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.elf.ElfSymbols;
import io.flamelake.symbolize.index.FrameCursor;
import io.flamelake.symbolize.index.SymbolIndex;
import io.flamelake.symbolize.oracle.Symbol;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** The index of a program as other tools are compared with it. */
final class IndexedProgram {
  private final SymbolIndex index;
  private final FrameCursor cursor;

  IndexedProgram(SymbolIndex index) {
    this.index = index;
    this.cursor = index.cursor();
  }

  /** The frames of an address by their system names, innermost first; never empty. */
  List<Symbol> frames(long address) {
    List<Symbol> frames = new ArrayList<>();
    int depth = cursor.lookup(address);
    for (int i = 0; i < depth; i++) {
      String name = index.systemName(cursor.function(i));
      frames.add(
          new Symbol(name, null, index.path(cursor.file(i)), cursor.line(i), cursor.column(i)));
    }
    return frames.isEmpty() ? List.of(new Symbol(null, null, null, 0, 0)) : frames;
  }

  /** Addresses of code, each as probable as the other, but for stubs that call other files. */
  static long[] randomAddresses(Path file, int count, long seed) throws IOException {
    try (ElfFile elf = ElfFile.open(file)) {
      AddressRanges code = elf.executableRanges();
      AddressRanges stubs = stubs(elf);
      long size = 0;
      for (int i = 0; i < code.count(); i++) {
        size += code.end(i) - code.start(i);
      }
      long total = size;
      return new Random(seed)
          .doubles()
          .mapToLong(part -> at(code, (long) (part * total)))
          .filter(address -> !stubs.contains(address))
          .limit(count)
          .toArray();
    }
  }

  private static long at(AddressRanges ranges, long distance) {
    long left = distance;
    int range = 0;
    while (left >= ranges.end(range) - ranges.start(range)) {
      left -= ranges.end(range) - ranges.start(range);
      range++;
    }
    return ranges.start(range) + left;
  }

  private static AddressRanges stubs(ElfFile elf) {
    return AddressRanges.of(
        elf.sections().stream()
            .filter(section -> section.name().startsWith(".plt"))
            .flatMapToLong(s -> LongStream.of(s.address(), s.address() + s.size()))
            .toArray());
  }

  /** All addresses of the functions whose symbols have names to a taste. */
  static long[] addressesOf(Path file, Predicate<String> name) throws IOException {
    LongStream.Builder addresses = LongStream.builder();
    try (ElfFile elf = ElfFile.open(file)) {
      ElfSymbols symbols = elf.symbols();
      for (int i = 0; i < symbols.count(); i++) {
        if (symbols.type(i) == ElfSymbols.TYPE_FUNCTION && name.test(symbols.name(i))) {
          long start = symbols.value(i);
          LongStream.range(start, start + symbols.size(i)).forEach(addresses);
        }
      }
    }
    return addresses.build().distinct().toArray();
  }
}
