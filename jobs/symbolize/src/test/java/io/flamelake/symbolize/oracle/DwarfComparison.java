package io.flamelake.symbolize.oracle;

import io.flamelake.symbolize.dwarf.DwarfReader;
import io.flamelake.symbolize.dwarf.DwarfReport;
import io.flamelake.symbolize.dwarf.DwarfSource;
import io.flamelake.symbolize.elf.AddressRanges;
import io.flamelake.symbolize.elf.AltLink;
import io.flamelake.symbolize.elf.ElfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Compares what the reader of DWARF finds for random addresses of a file with the answers of
 * llvm-symbolizer, and prints how far they agree, with samples of each kind of difference.
 *
 * <p>Arguments: the file; another file that llvm-symbolizer is asked in its place (the same program
 * before dwz, which llvm-symbolizer can't read), or the same; the number of addresses; the seed.
 */
final class DwarfComparison {
  private static final int SAMPLES = 4;

  private int depth;
  private int names;
  private int places;
  private int columns;
  private final int[] shown = new int[4];

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    Path asked = args.length > 1 ? Path.of(args[1]) : file;
    int count = args.length > 2 ? Integer.parseInt(args[2]) : 20_000;
    long seed = args.length > 3 ? Long.parseLong(args[3]) : 1;
    new DwarfComparison().compare(file, asked, count, seed);
  }

  private void compare(Path file, Path asked, int count, long seed) throws Exception {
    RecordingSink sink = new RecordingSink();
    long[] addresses;
    try (ElfFile elf = ElfFile.open(file)) {
      addresses = addresses(elf.executableRanges(), count, seed);
      long start = System.nanoTime();
      DwarfReport report = read(file, elf, sink);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf("%s: %s%n", file.getFileName(), report);
      System.out.printf(
          "read in %.2f s (cold), %d functions, %d frames, %d ranges, %d lines%n",
          seconds,
          sink.functions.size(),
          sink.frames.size(),
          sink.ranges.size(),
          sink.lines.size());
    }
    List<List<Symbol>> ours = sink.lookUp(addresses);
    List<List<Symbol>> theirs = ask(asked, addresses);
    for (int i = 0; i < count; i++) {
      compare(addresses[i], ours.get(i), theirs.get(i));
    }
    long frames = theirs.stream().mapToLong(List::size).sum();
    System.out.printf(
        "%d addresses, %.2f frames each: depth %.3f %%, names %.3f %%, file:line %.3f %%, column"
            + " %.3f %%%n",
        count,
        (double) frames / count,
        depth * 100.0 / count,
        names * 100.0 / count,
        places * 100.0 / count,
        columns * 100.0 / count);
  }

  private static List<List<Symbol>> ask(Path file, long[] addresses) throws Exception {
    Path folder = Files.createTempDirectory("oracle");
    try {
      return LlvmSymbolizer.ask(LlvmSymbolizer.withoutSymbols(file, folder), addresses);
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path copy : files.toList()) {
          Files.delete(copy);
        }
      }
      Files.delete(folder);
    }
  }

  /** Reads a file with its supplement, package and split files if they stand where it says. */
  static DwarfReport read(Path file, ElfFile elf, RecordingSink sink) throws IOException {
    AltLink link = elf.altLink();
    Path alt = link == null ? null : file.resolveSibling(link.name());
    Path dwp = file.resolveSibling(file.getFileName() + ".dwp");
    try (ElfFile supplement = alt == null || !Files.exists(alt) ? null : ElfFile.open(alt);
        ElfFile splitPackage = Files.exists(dwp) ? ElfFile.open(dwp) : null) {
      return DwarfReader.read(
          DwarfSource.of(elf)
              .withSupplement(supplement)
              .withSplitPackage(splitPackage)
              .withSplitFiles(DwarfComparison::splitFile),
          sink);
    }
  }

  private static ElfFile splitFile(String name, String compilationDir, long id) throws IOException {
    Path path = compilationDir == null ? Path.of(name) : Path.of(compilationDir, name);
    path = name.startsWith("/") ? Path.of(name) : path;
    return Files.exists(path) ? ElfFile.open(path) : null;
  }

  /** Addresses drawn evenly from ranges. */
  static long[] addresses(AddressRanges ranges, int count, long seed) {
    long total = 0;
    for (int i = 0; i < ranges.count(); i++) {
      total += ranges.end(i) - ranges.start(i);
    }
    Random random = new Random(seed);
    long[] addresses = new long[count];
    for (int i = 0; i < count; i++) {
      long left = (long) (random.nextDouble() * total);
      int range = 0;
      while (left >= ranges.end(range) - ranges.start(range)) {
        left -= ranges.end(range) - ranges.start(range);
        range++;
      }
      addresses[i] = ranges.start(range) + left;
    }
    return addresses;
  }

  private void compare(long address, List<Symbol> ours, List<Symbol> theirs) {
    if (ours.size() != theirs.size()) {
      show(0, "depth", address, ours, theirs);
      return;
    }
    depth++;
    boolean sameNames = true;
    boolean samePlaces = true;
    boolean sameColumns = true;
    for (int i = 0; i < ours.size(); i++) {
      sameNames &= ours.get(i).sameName(theirs.get(i));
      samePlaces &= ours.get(i).samePlace(theirs.get(i));
      sameColumns &= ours.get(i).column() == theirs.get(i).column();
    }
    names += sameNames ? 1 : 0;
    places += samePlaces ? 1 : 0;
    columns += sameColumns ? 1 : 0;
    if (!sameNames) {
      show(1, "names", address, ours, theirs);
    } else if (!samePlaces) {
      show(2, "file:line", address, ours, theirs);
    } else if (!sameColumns) {
      show(3, "column", address, ours, theirs);
    }
  }

  private void show(int kind, String what, long address, List<Symbol> ours, List<Symbol> theirs) {
    if (shown[kind]++ < SAMPLES) {
      System.out.printf("  %s differs at 0x%x%n", what, address);
      ours.forEach(s -> System.out.println("    ours   " + s));
      theirs.forEach(s -> System.out.println("    theirs " + s));
    }
  }
}
