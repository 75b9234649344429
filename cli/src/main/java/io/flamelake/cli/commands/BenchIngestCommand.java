package io.flamelake.cli.commands;

import io.flamelake.benchmarks.fleet.FleetOptions.Rates;
import io.flamelake.cli.bench.DataSet;
import io.flamelake.cli.bench.IngestBenchmark;
import io.flamelake.cli.bench.IngestResult;
import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.stack.Addresses;
import io.flamelake.cli.stack.JobName;
import io.flamelake.cli.stack.Stack;
import io.flamelake.cli.stack.UpOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures ingest end to end. */
@Command(
    name = "ingest",
    description = {
      "Measure ingest from Kafka to Iceberg.",
      "Pushes the profiles of a made-up fleet, made from recorded ones, until their cost is stable,"
          + " then",
      "measures. CPU and memory are of Flink's JobManager and TaskManager together."
    })
public final class BenchIngestCommand implements Callable<Integer> {
  private static final String ROW =
      "%-14s %8s %10s %7s %7s %10s %11s %12s %8s %6s %6s %6s %6s %6s %7s %6s %6s %8s";
  private static final Duration CHECKPOINTS = Duration.ofSeconds(10);
  private static final double PERCENT = 100;

  @Mixin private FleetSource source;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "2000",
      description = "How many profiles of each data set are measured. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--data",
      paramLabel = "NAME",
      split = ",",
      description = "Data sets: go-cpu, go-heap, node-wall, java-cpu, fleet. Default: all.")
  private List<String> names = List.of();

  @Option(
      names = "--restarts",
      paramLabel = "CHANCE",
      defaultValue = "0.01",
      description = "Chance of an instance to restart in an interval. Default: ${DEFAULT-VALUE}.")
  private double restarts;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "240",
      description = {
        "How long the warm-up of a data set may take; it ends sooner when its cost is stable and",
        "the JIT compiler takes less than a twentieth of it. Default: ${DEFAULT-VALUE}."
      })
  private int warmUpSeconds;

  @Option(
      names = "--bare-path",
      paramLabel = "SECONDS",
      defaultValue = "40",
      description = {
        "How long the bare path from gzip to Parquet is measured after each data set, without",
        "Kafka and Flink on all cores of this machine; 0: not at all. Default: ${DEFAULT-VALUE}."
      })
  private int bareSeconds;

  @Option(
      names = "--state-scale",
      paramLabel = "N",
      split = ",",
      description = {
        "Measure with the job's state filled with N times 500 series and their stacks before,",
        "such as 1,10,100; each number at least the one before it."
      })
  private List<Integer> stateScales = List.of();

  @Spec private CommandSpec spec;

  /** Series that the state is filled with, times the scale. */
  private static final int SERIES = 500;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    List<DataSet> sets = sets();
    Rates rates = source.rates(restarts);
    Stack stack = Stack.current();
    boolean ranBefore = stack.addresses().isPresent();
    Addresses addresses =
        stack.up(
            UpOptions.withOnly(Set.of(JobName.INGEST)).withCheckpointsEvery(CHECKPOINTS),
            console::say);
    try (IngestBenchmark benchmark =
        new IngestBenchmark(
            stack,
            addresses,
            source.recordings(),
            rates,
            Duration.ofSeconds(bareSeconds),
            console::say)) {
      printHead(console);
      if (stateScales.isEmpty()) {
        sets.forEach(set -> console.print(row(set.name(), benchmark, set)));
      } else {
        measureScales(benchmark, sets, console);
      }
    } finally {
      if (!ranBefore) {
        stack.down(console::say);
      }
    }
    return 0;
  }

  private void measureScales(IngestBenchmark benchmark, List<DataSet> sets, Console console) {
    int filled = 0;
    for (int scale : stateScales) {
      benchmark.fillState(Math.max(0, scale - filled) * SERIES);
      filled = scale;
      sets.forEach(
          set -> console.print(row("%s x%d".formatted(set.name(), scale), benchmark, set)));
    }
  }

  private String row(String name, IngestBenchmark benchmark, DataSet set) {
    IngestResult result = benchmark.run(set, count, Duration.ofSeconds(warmUpSeconds));
    return row(name, result, benchmark.bareProfilesPerCpuSecond(set));
  }

  private List<DataSet> sets() {
    if (names.isEmpty()) {
      return DataSet.ALL;
    }
    List<DataSet> sets = DataSet.ALL.stream().filter(set -> names.contains(set.name())).toList();
    if (sets.size() != names.size()) {
      throw CommandException.usage(
          "--data is %s, but must be of: %s"
              .formatted(
                  String.join(",", names),
                  DataSet.ALL.stream().map(DataSet::name).collect(Collectors.joining(", "))));
    }
    return sets;
  }

  private static void printHead(Console console) {
    console.print(
        ROW.formatted(
            "data set",
            "profiles",
            "samples",
            "wall s",
            "push s",
            "CPU s/1000",
            "profiles/s",
            "samples/s",
            "ceiling",
            "of it",
            "bare",
            "of it",
            "JIT %",
            "GC %",
            "files",
            "B/row",
            "chkpt",
            "peak MiB"));
  }

  private static String row(String name, IngestResult result, double bare) {
    return ROW.formatted(
        name,
        result.profiles(),
        result.samples(),
        number(result.wallSeconds()),
        number(result.pushSeconds()),
        number(result.cpuSecondsPerThousand()),
        number(result.profilesPerCpuSecond()),
        number(result.samplesPerCpuSecond()),
        result.ceiling() == 0 ? "" : number(result.ceiling()),
        result.ceiling() == 0 ? "" : number(result.ofCeiling()),
        bare == 0 ? "" : number(bare),
        bare == 0 ? "" : number(result.profilesPerCpuSecond() / bare),
        number(result.cpu().jitShare() * PERCENT),
        number(result.cpu().gcSeconds() / result.cpu().seconds() * PERCENT),
        result.files().count(),
        number(result.bytesPerRow()),
        result.checkpoints(),
        result.cpu().peakBytes() >> 20);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < PERCENT ? "%.2f" : "%.0f", value);
  }
}
