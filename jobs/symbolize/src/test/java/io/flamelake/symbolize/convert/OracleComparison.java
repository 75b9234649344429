package io.flamelake.symbolize.convert;

import io.flamelake.demangle.DemangleMode;
import io.flamelake.demangle.Demangler;
import io.flamelake.symbolize.elf.AddressRanges;
import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.index.FrameCursor;
import io.flamelake.symbolize.index.SymbolIndex;
import io.flamelake.symbolize.oracle.LlvmSymbolizer;
import io.flamelake.symbolize.oracle.Symbol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * Compares what an index says of random addresses of a program with what llvm-symbolizer does, and
 * prints how often they agree, and what an index costs.
 *
 * <p>Arguments: the program; {@code --debug=} its detached file; {@code --oracle=} the file that
 * llvm-symbolizer is asked, if it is another; {@code --count=} how many addresses (20000); {@code
 * --show=} how many differences of each kind to show (3).
 */
public final class OracleComparison {
  private static final List<String> KINDS = List.of("depth", "name", "file:line", "column");
  private static final int ROUNDS = 8;
  private static final long SEED = 42;
  private static final long MEMORY = 4L << 30;

  private final SymbolIndex index;
  private final AddressRanges stubCode;
  private final int shown;
  private final Map<String, Integer> differences = new TreeMap<>();
  private int asked;
  private int stubs;
  private int padding;

  private OracleComparison(SymbolIndex index, AddressRanges stubCode, int shown) {
    this.index = index;
    this.stubCode = stubCode;
    this.shown = shown;
  }

  /** Runs a comparison. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path file = Path.of(args[0]);
    int count = Integer.parseInt(option(args, "--count=", "20000"));
    int shown = Integer.parseInt(option(args, "--show=", "3"));
    Path oracle = Path.of(option(args, "--oracle=", args[0]));
    String debugFile = option(args, "--debug=", null);
    ProgramFiles files =
        ProgramFiles.of(file).withDebugFile(debugFile == null ? null : Path.of(debugFile));
    double cold = cpuSeconds();
    Conversion conversion = Conversion.of(files, ConversionLimits.DEFAULT);
    byte[] bytes = conversion.index().toBytes();
    cold = cpuSeconds() - cold;
    double warm = Double.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      double start = cpuSeconds();
      Conversion.of(files, ConversionLimits.DEFAULT).index().toBytes();
      warm = Math.min(warm, cpuSeconds() - start);
    }
    double opening = cpuSeconds();
    SymbolIndex index = SymbolIndex.open(ByteBuffer.wrap(bytes), MEMORY);
    opening = cpuSeconds() - opening;
    System.out.println(conversion.report());
    double size = conversion.report().fileBytes();
    System.out.printf(
        "file %.1f MB, index %.3f MB = %.2f %%, in memory %.1f MB, opened in %.0f ms%n",
        size / 1e6,
        bytes.length / 1e6,
        100 * bytes.length / size,
        index.sizeInBytes() / 1e6,
        1000 * opening);
    System.out.printf(
        "made in %.2f CPU s (%.0f MB/s), when warm in %.2f s (%.0f MB/s)%n",
        cold, size / 1e6 / cold, warm, size / 1e6 / warm);
    long[] addresses = addresses(file, count);
    System.out.printf("look-ups: %.2f M/s%n", lookups(index, addresses) / 1e6);
    new OracleComparison(index, stubs(file), shown).compare(oracle, addresses);
  }

  private static String option(String[] args, String name, String otherwise) {
    for (String arg : args) {
      if (arg.startsWith(name)) {
        return arg.substring(name.length());
      }
    }
    return otherwise;
  }

  /** What this thread has used of a processor: others may have used the machine meanwhile. */
  private static double cpuSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  /** Addresses of code, each as probable as the other. */
  private static long[] addresses(Path file, int count) throws IOException {
    AddressRanges code;
    try (ElfFile elf = ElfFile.open(file)) {
      code = elf.executableRanges();
    }
    long size = 0;
    for (int i = 0; i < code.count(); i++) {
      size += code.end(i) - code.start(i);
    }
    Random random = new Random(SEED);
    long[] addresses = new long[count];
    for (int i = 0; i < count; i++) {
      long at = (long) (random.nextDouble() * size);
      for (int range = 0; range < code.count(); range++) {
        long length = code.end(range) - code.start(range);
        if (at < length) {
          addresses[i] = code.start(range) + at;
          break;
        }
        at -= length;
      }
    }
    return addresses;
  }

  private static AddressRanges stubs(Path file) throws IOException {
    try (ElfFile elf = ElfFile.open(file)) {
      return AddressRanges.of(
          elf.sections().stream()
              .filter(section -> section.name().startsWith(".plt"))
              .flatMapToLong(s -> LongStream.of(s.address(), s.address() + s.size()))
              .toArray());
    }
  }

  private static double lookups(SymbolIndex index, long[] addresses) {
    FrameCursor cursor = index.cursor();
    double best = 0;
    long depths = 0;
    for (int round = 0; round < 20; round++) {
      double start = cpuSeconds();
      for (int i = 0; i < 20; i++) {
        for (long address : addresses) {
          depths += cursor.lookup(address);
        }
      }
      best = Math.max(best, 20.0 * addresses.length / (cpuSeconds() - start));
    }
    System.out.printf("frames per address: %.2f%n", depths / (400.0 * addresses.length));
    return best;
  }

  private void compare(Path file, long[] addresses) throws IOException, InterruptedException {
    List<List<Symbol>> answers = LlvmSymbolizer.ask(file, addresses);
    asked = addresses.length;
    FrameCursor cursor = index.cursor();
    Set<String> mangled = new TreeSet<>();
    for (int i = 0; i < addresses.length; i++) {
      List<Symbol> ours = frames(cursor, addresses[i]);
      ours.stream()
          .map(Symbol::name)
          .filter(name -> name != null && name.matches("_[ZR].*"))
          .forEach(mangled::add);
      if (stubCode.contains(addresses[i])) {
        stubs++;
      } else if (isPadding(ours, answers.get(i))) {
        padding++;
      } else if (ours.size() == answers.get(i).size()) {
        compare(addresses[i], ours, answers.get(i));
      } else {
        different("depth", addresses[i], ours, answers.get(i));
      }
    }
    asked -= stubs + padding;
    System.out.println("stubs, which llvm-symbolizer does not know, left out: " + stubs);
    System.out.println("padding, of which it knows a line but no function: " + padding);
    for (String kind : KINDS) {
      int different = differences.getOrDefault(kind, 0);
      System.out.printf(
          "%-12s %7d of %d = %.3f %%%n",
          kind, asked - different, asked, 100.0 * (asked - different) / asked);
    }
    compareDemangled(mangled);
  }

  /** Whether neither knows a function: then a line is of no use. */
  private static boolean isPadding(List<Symbol> ours, List<Symbol> theirs) {
    boolean unknown = theirs.size() == 1 && theirs.get(0).name() == null;
    return unknown && theirs.get(0).file() != null && ours.get(0).name() == null;
  }

  private List<Symbol> frames(FrameCursor cursor, long address) {
    List<Symbol> frames = new ArrayList<>();
    int depth = cursor.lookup(address);
    for (int i = 0; i < depth; i++) {
      int function = cursor.function(i);
      String name = index.systemName(function);
      frames.add(
          new Symbol(name, null, index.path(cursor.file(i)), cursor.line(i), cursor.column(i)));
    }
    return frames.isEmpty() ? List.of(new Symbol(null, null, null, 0, 0)) : frames;
  }

  private void compare(long address, List<Symbol> ours, List<Symbol> theirs) {
    for (String kind : KINDS) {
      for (int i = 0; i < ours.size(); i++) {
        if (!isSame(kind, ours.get(i), theirs.get(i))) {
          different(kind, address, ours, theirs);
          break;
        }
      }
    }
  }

  private static boolean isSame(String kind, Symbol own, Symbol other) {
    return switch (kind) {
      case "file:line" ->
          own.line() == other.line() && Objects.equals(plain(own.file()), plain(other.file()));
      case "column" -> own.column() == other.column();
      case "name" -> isName(own.name(), other.name());
      default -> true;
    };
  }

  /** Without the hash at the end of names of Rust. */
  private static String unhashed(String name) {
    return name.replaceFirst("::h[0-9a-f]{16}$", "");
  }

  /** Compares the demangled names with those of c++filt. */
  private void compareDemangled(Set<String> systemNames) throws IOException {
    Path names = Files.createTempFile("names", ".txt");
    try {
      Files.write(names, systemNames);
      Process process =
          new ProcessBuilder("c++filt", "--no-verbose").redirectInput(names.toFile()).start();
      int same = 0;
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String name : systemNames) {
          String theirs = unhashed(reader.readLine());
          String ours = unhashed(Demangler.demangle(name, DemangleMode.FULL));
          if (ours.equals(theirs)) {
            same++;
          } else if (differences.merge("demangled", 1, Integer::sum) <= shown) {
            System.out.printf("demangled%n  ours   %s%n  theirs %s%n", ours, theirs);
          }
        }
      }
      System.out.printf("demangled as c++filt does: %d of %d%n", same, systemNames.size());
    } finally {
      Files.delete(names);
    }
  }

  /** Paths as the table of Go's runtime has them, if they are relative. */
  private static String plain(String path) {
    return path != null && path.startsWith("./") ? path.substring(2) : path;
  }

  /**
   * The same but for the version of a symbol, the scopes of a name that is not mangled, and what Go
   * leaves out of its own names: type arguments, and the kind of calls of functions in assembly.
   */
  private static boolean isName(String own, String other) {
    if (own == null || other == null) {
      return own == null && other == null;
    }
    int version = other.indexOf('@', 1);
    String plain = version > 0 ? other.substring(0, version) : other;
    if (own.contains("[...]")) {
      plain = plain.replaceFirst("\\[.*\\]", "[...]");
    }
    return own.equals(plain) || own.endsWith("::" + plain) || plain.equals(own + ".abi0");
  }

  private void different(String kind, long address, List<Symbol> ours, List<Symbol> theirs) {
    if (differences.merge(kind, 1, Integer::sum) <= shown) {
      System.out.printf("%s of %x%n  ours   %s%n  theirs %s%n", kind, address, ours, theirs);
    }
  }
}
