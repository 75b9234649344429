package io.flamelake.benchmarks.symbols;

import io.flamelake.symbolize.convert.Conversion;
import io.flamelake.symbolize.convert.ConversionLimits;
import io.flamelake.symbolize.convert.ProgramFiles;
import io.flamelake.symbolize.elf.AddressRanges;
import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.index.FrameCursor;
import io.flamelake.symbolize.index.SymbolIndex;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;

/**
 * Prints for programs what making an index takes, how large it is and how fast it answers; and in
 * the same run what llvm-symbolizer takes for the same addresses, if it is installed. Times are
 * those of processors, so that others who use the machine change them little.
 *
 * <p>Arguments: the programs, beside which their supplementary files and packages are found.
 */
public final class SymbolsReport {
  private static final int ADDRESSES = 20_000;
  private static final int ROUNDS = 6;
  private static final int LOOKUPS = 4_000_000;
  private static final long MEMORY = 4L << 30;
  private static final double MEGA = 1e6;

  private SymbolsReport() {}

  /** Prints the report. */
  public static void main(String[] args) throws IOException {
    for (String program : args) {
      report(Path.of(program));
    }
  }

  private static void report(Path program) throws IOException {
    ProgramFiles files = ProgramFiles.of(program).withNeighbours();
    double cold = cpuSeconds();
    Conversion conversion = Conversion.of(files, ConversionLimits.DEFAULT);
    byte[] bytes = conversion.index().toBytes();
    cold = cpuSeconds() - cold;
    double size = conversion.report().fileBytes();
    System.out.printf(
        "%s, %.1f MB: %d functions, %d ranges, %d lines%n",
        program.getFileName(),
        size / MEGA,
        conversion.report().functions(),
        conversion.report().ranges(),
        conversion.report().lines());
    double warm = warm(files);
    System.out.printf(
        "  index made   %.2f CPU s in a new JVM (%.0f MB/s), %.2f s in a warm one (%.0f MB/s)%n",
        cold, size / MEGA / cold, warm, size / MEGA / warm);
    double opening = cpuSeconds();
    SymbolIndex index = SymbolIndex.open(ByteBuffer.wrap(bytes), MEMORY);
    opening = cpuSeconds() - opening;
    System.out.printf(
        "  index        %.3f MB, %.2f %% of the file; %.1f MB in memory, opened in %.0f ms%n",
        bytes.length / MEGA, 100 * bytes.length / size, index.sizeInBytes() / MEGA, 1000 * opening);
    long[] addresses = addresses(program);
    askIndex(index, addresses);
    if (LlvmSymbolizerProcess.isInstalled()) {
      askTool(program, addresses);
    }
  }

  private static double warm(ProgramFiles files) throws IOException {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      double start = cpuSeconds();
      Conversion.of(files, ConversionLimits.DEFAULT).index().toBytes();
      best = Math.min(best, cpuSeconds() - start);
    }
    return best;
  }

  private static void askIndex(SymbolIndex index, long[] addresses) {
    FrameCursor cursor = index.cursor();
    double best = 0;
    long frames = 0;
    for (int round = 0; round < ROUNDS; round++) {
      frames = 0;
      double start = cpuSeconds();
      for (int i = 0; i < LOOKUPS; i++) {
        frames += cursor.lookup(addresses[i % addresses.length]);
      }
      best = Math.max(best, LOOKUPS / (cpuSeconds() - start));
    }
    System.out.printf(
        "  look-ups     %.2f M addresses/s, %.2f frames each%n",
        best / MEGA, (double) frames / LOOKUPS);
  }

  private static void askTool(Path program, long[] addresses) throws IOException {
    try (LlvmSymbolizerProcess tool = new LlvmSymbolizerProcess(program)) {
      tool.ask(new long[] {addresses[0]});
      double cold = tool.cpuSeconds();
      long frames = tool.ask(addresses);
      double seconds = tool.cpuSeconds() - cold;
      System.out.printf(
          "  llvm-symbolizer: %.2f CPU s for the first address, then %.0f addresses/s, %.2f frames"
              + " each, %.0f MB of memory%n",
          cold,
          addresses.length / seconds,
          (double) frames / addresses.length,
          tool.peakBytes() / MEGA);
    }
  }

  /** Addresses of code, each as probable as the other. */
  private static long[] addresses(Path program) throws IOException {
    try (ElfFile elf = ElfFile.open(program)) {
      AddressRanges code = elf.executableRanges();
      long size = 0;
      for (int i = 0; i < code.count(); i++) {
        size += code.end(i) - code.start(i);
      }
      long total = size;
      return new Random(1)
          .doubles(ADDRESSES)
          .mapToLong(part -> at(code, (long) (part * total)))
          .toArray();
    }
  }

  private static long at(AddressRanges code, long distance) {
    long left = distance;
    int range = 0;
    while (left >= code.end(range) - code.start(range)) {
      left -= code.end(range) - code.start(range);
      range++;
    }
    return code.start(range) + left;
  }

  private static double cpuSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }
}
