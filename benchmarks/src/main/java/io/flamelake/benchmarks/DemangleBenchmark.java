package io.flamelake.benchmarks;

import io.flamelake.demangle.DemangleMode;
import io.flamelake.demangle.Demangler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
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
 * Demangling names of real programs, which stand in the demangler's tests. One call is one name. To
 * be run from the repository's root.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class DemangleBenchmark {
  private static final Path SYMBOLS =
      Path.of("demangle/src/test/resources/io/flamelake/demangle/symbols.tsv.gz");

  @Param({"_Z", "_R"})
  public String scheme;

  @Param({"SIMPLE", "FULL"})
  public DemangleMode mode;

  private List<String> names;
  private int next;

  @Setup
  public void load() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SYMBOLS)), StandardCharsets.UTF_8))) {
      names =
          reader
              .lines()
              .map(line -> line.substring(0, line.indexOf('\t')))
              .filter(name -> name.startsWith(scheme))
              .toList();
    }
  }

  @Benchmark
  public String demangle() {
    next = next + 1 == names.size() ? 0 : next + 1;
    return Demangler.demangle(names.get(next), mode);
  }
}
