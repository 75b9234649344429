package io.flamelake.benchmarks.sql;

import io.flamelake.benchmarks.sql.StackBlocks.Shape;
import io.flamelake.udfs.flamegraph.FlameGraphAggregation;
import io.flamelake.udfs.flamegraph.FlameGraphState;
import io.flamelake.udfs.flamegraph.FlameGraphStateFactory;
import io.trino.spi.block.ArrayBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The aggregate {@code flamegraph} on one thread: a million different stacks of 30 frames into one
 * state, and parts of them merged. One call is all of them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx3g", "-XX:+UseTransparentHugePages"})
@Warmup(iterations = 4)
@Measurement(iterations = 6)
public class FlameGraphBenchmark {
  private static final int BLOCKS = 1_000;
  private static final int STACKS = 1_000;
  private static final int DEPTH = 30;
  private static final int PARTS = 8;

  @Param({"CALLS", "UNLIKE"})
  public String shape;

  private final FlameGraphStateFactory factory = new FlameGraphStateFactory(StackBlocks.FRAME);
  private List<ArrayBlock> blocks;
  private List<FlameGraphState> parts;
  private FlameGraphState last;

  @Setup
  public void makeStacks() {
    blocks = StackBlocks.make(Shape.valueOf(shape), BLOCKS, STACKS, DEPTH);
    parts = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      int size = BLOCKS / PARTS;
      parts.add(sum(blocks.subList(part * size, (part + 1) * size)));
    }
  }

  /** All stacks, one after the other. */
  @Benchmark
  public FlameGraphState add() {
    last = sum(blocks);
    return last;
  }

  /** Eight states of an eighth of the stacks each. */
  @Benchmark
  public FlameGraphState merge() {
    last = factory.createSingleState();
    for (FlameGraphState part : parts) {
      FlameGraphAggregation.combine(last, part);
    }
    return last;
  }

  @TearDown(Level.Iteration)
  public void tellSize() {
    System.out.printf("(%,d bytes of state) ", last.getEstimatedSize());
  }

  private FlameGraphState sum(List<ArrayBlock> added) {
    FlameGraphState state = factory.createSingleState();
    for (ArrayBlock block : added) {
      for (int position = 0; position < block.getPositionCount(); position++) {
        FlameGraphAggregation.input(state, block, position, 1);
      }
    }
    return state;
  }
}
