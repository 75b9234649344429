package io.flamelake.benchmarks;

import io.flamelake.symbolize.SymbolSink;
import io.flamelake.symbolize.convert.Conversion;
import io.flamelake.symbolize.convert.ConversionLimits;
import io.flamelake.symbolize.convert.ProgramFiles;
import io.flamelake.symbolize.index.FrameCursor;
import io.flamelake.symbolize.index.IndexBuilder;
import io.flamelake.symbolize.index.IndexLimits;
import io.flamelake.symbolize.index.SymbolIndex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Looking up addresses in an index of symbols, and opening one: of a program, whose path may be
 * given, or of one made up, with half a million ranges of frames, a million of lines, and five
 * frames an address. One look-up is one address, of 32,768 at random in the code.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SymbolIndexBenchmark {
  private static final int FUNCTIONS = 50_000;
  private static final int BYTES = 160;
  private static final int DEPTH = 5;
  private static final long START = 0x40_1000;
  private static final int ADDRESSES = 1 << 15;
  private static final long MEMORY = 1L << 32;

  /** The path of a program; empty for one made up. */
  @Param("")
  public String program;

  private final long[] addresses = new long[ADDRESSES];
  private byte[] bytes;
  private FrameCursor cursor;
  private int next;

  /** Makes the index and the addresses. */
  @Setup
  public void setup() throws IOException {
    SymbolIndex made =
        program.isEmpty()
            ? madeUp()
            : Conversion.of(ProgramFiles.of(Path.of(program)), ConversionLimits.DEFAULT).index();
    bytes = made.toBytes();
    cursor = made.cursor();
    Random random = new Random(1);
    long span = made.lastAddress() - made.firstAddress();
    for (int i = 0; i < ADDRESSES; i++) {
      addresses[i] = made.firstAddress() + (long) (random.nextDouble() * span);
    }
  }

  private static SymbolIndex madeUp() {
    IndexBuilder sink = new IndexBuilder(IndexLimits.DEFAULT);
    for (int i = 0; i < FUNCTIONS; i++) {
      tell(sink, i, START + (long) i * BYTES);
    }
    return sink.build("made-up");
  }

  /** A function with calls in it that are inlined into one another; a line each eight bytes. */
  private static void tell(SymbolSink sink, int number, long start) {
    int file = sink.file("/src/file" + number / 100 + ".cc");
    int frame = sink.frame(sink.function("f" + number, null, file, 1));
    sink.range(frame, start, start + BYTES);
    for (int depth = 1; depth < DEPTH; depth++) {
      int function =
          sink.function("inlined" + (number * DEPTH + depth) % 20_000, null, file, depth);
      frame = sink.inlined(frame, function, file, 10 * depth, 0);
      sink.range(frame, start + 8L * depth, start + BYTES - 2L * depth);
    }
    for (int at = 0; at < BYTES; at += 8) {
      sink.line(start + at, start + at + 8, file, 10 + (number * 7 + at) % 500, 0);
    }
  }

  @Benchmark
  public int lookUp() {
    next = next + 1 & ADDRESSES - 1;
    return cursor.lookup(addresses[next]);
  }

  @Benchmark
  public SymbolIndex open() throws IOException {
    return SymbolIndex.open(ByteBuffer.wrap(bytes), MEMORY);
  }
}
