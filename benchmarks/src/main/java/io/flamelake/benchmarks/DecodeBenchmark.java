package io.flamelake.benchmarks;

import java.io.IOException;
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

/** Decoding one profile: labels, ids, merged samples, new stacks. One call is one profile. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class DecodeBenchmark {

  @Param({"go/cpu", "go/heap", "node/wall", "java/cpu"})
  public String kind;

  @Param({"plain", "gzip"})
  public String packing;

  private DecodeWork work;

  @Setup
  public void load() throws IOException {
    RecordedSet set = RecordedSet.load(kind);
    work = new DecodeWork(packing.equals("gzip") ? set.gzip() : set.plain());
  }

  @Benchmark
  public long decode() {
    return work.decodeNext();
  }
}
