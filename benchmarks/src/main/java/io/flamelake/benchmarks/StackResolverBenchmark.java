package io.flamelake.benchmarks;

import io.flamelake.stacks.FrameEncoder;
import io.flamelake.stacks.FrameFields;
import io.flamelake.stacks.FrameKind;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.symbolize.convert.Conversion;
import io.flamelake.symbolize.convert.ConversionLimits;
import io.flamelake.symbolize.convert.ProgramFiles;
import io.flamelake.symbolize.index.FrameCursor;
import io.flamelake.symbolize.index.SymbolIndex;
import io.flamelake.symbolize.index.TextCache;
import io.flamelake.symbolize.resolve.Resolution;
import io.flamelake.symbolize.resolve.StackResolver;
import io.flamelake.symbolize.sources.IndexAnswer;
import io.flamelake.symbolize.sources.Unavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
 * Resolving stacks whose indexes are there: 1,000 stacks of 25 addresses at random in the code of
 * the recorded native program, or of one whose path is given. One of 25 is of another build, of
 * which nothing is known.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class StackResolverBenchmark {
  private static final int STACKS = 1000;
  private static final int FRAMES = 25;

  /** The path of a program with its debugging information. */
  @Param("examples/debuginfo/router.debug")
  public String program;

  private final StackDefinition[] stacks = new StackDefinition[STACKS];
  private final StackResolver resolver = new StackResolver(new TextCache(128 << 20));
  private IndexAnswer[] answers;
  private int next;

  /** Makes the index and the stacks. */
  @Setup
  public void setup() throws IOException {
    SymbolIndex index =
        Conversion.of(ProgramFiles.of(Path.of(program)), ConversionLimits.DEFAULT).index();
    Random random = new Random(1);
    FrameCursor cursor = index.cursor();
    for (int i = 0; i < STACKS; i++) {
      stacks[i] = stack(index, cursor, random);
    }
    answers =
        new IndexAnswer[] {
          IndexAnswer.found(index),
          IndexAnswer.unavailable(Unavailable.NOT_FOUND, "no source has it")
        };
  }

  private static StackDefinition stack(SymbolIndex index, FrameCursor cursor, Random random) {
    FrameEncoder encoder = new FrameEncoder().reset();
    FrameFields fields = new FrameFields();
    fields.kind = FrameKind.NATIVE.code();
    fields.hasAddress = true;
    long span = index.lastAddress() - index.firstAddress();
    for (int frame = 0; frame < FRAMES; frame++) {
      boolean own = frame > 0;
      fields.mapping = utf8(own ? "/opt/router/bin/router" : "/usr/lib/libc.so.6");
      fields.buildId = utf8(own ? "aa01" : "aa02");
      do {
        fields.address = index.firstAddress() + (long) (random.nextDouble() * span);
      } while (cursor.lookup(fields.address) == 0);
      encoder.add(fields);
    }
    return new StackDefinition(
        20_000, "api", 1, 2, encoder.encoded(), FRAMES, new String[] {"aa01", "aa02"});
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Benchmark
  public Resolution resolve() {
    next = next + 1 == STACKS ? 0 : next + 1;
    return resolver.resolve(stacks[next], answers);
  }
}
