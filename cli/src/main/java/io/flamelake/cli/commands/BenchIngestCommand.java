package io.flamelake.cli.commands;

import io.flamelake.cli.demo.IngestBenchmark;
import io.flamelake.cli.demo.IngestResult;
import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.push.ProfileProducer;
import io.flamelake.cli.stack.Addresses;
import io.flamelake.cli.stack.Checkout;
import io.flamelake.cli.stack.Stack;
import io.flamelake.cli.stack.UpOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures ingest end to end. */
@Command(
    name = "ingest",
    description = {
      "Measure ingest from Kafka to Trino.",
      "Pushes recorded profiles as if many instances had sent them and waits until Trino sees all.",
      "Prints profiles and samples a second, CPU seconds of Flink's processes for a thousand profiles",
      "and their peak memory, beside the target."
    })
public final class BenchIngestCommand implements Callable<Integer> {
  private static final String ROW = "%-12s %9s %10s %8s %11s %11s %12s %15s %15s %10s";

  @Option(
      names = "--profiles",
      paramLabel = "DIR",
      description = {
        "A folder with the folders go, node and java, files named KIND-NUMBER.pb.gz.",
        "Default: the profiles that come with it."
      })
  private Path profiles;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "2000",
      description = "About how many profiles of each data set. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Spec private CommandSpec spec;

  /**
   * What is measured.
   *
   * @param ceiling profiles a second and core of the bare path from gzip to Parquet, without Kafka
   *     and Flink, on 2 vCPUs of AMD EPYC
   * @param target the share of it to reach
   */
  private record DataSet(String folder, String kind, int ceiling, double target) {}

  private static final List<DataSet> DATA_SETS =
      List.of(
          new DataSet("go", "cpu", 1716, 0.5),
          new DataSet("node", "wall", 14171, 0.5),
          new DataSet("java", "cpu", 2911, 0.5));

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    Path folder = profiles == null ? Checkout.current().exampleProfiles() : profiles;
    Stack stack = Stack.current();
    boolean ranBefore = stack.addresses().isPresent();
    Addresses addresses = stack.up(UpOptions.usual(), console::say);
    try (ProfileProducer producer = IngestBenchmark.producer(addresses)) {
      IngestBenchmark benchmark = new IngestBenchmark(stack, addresses, producer, console::say);
      List<String> table = new ArrayList<>();
      for (DataSet set : DATA_SETS) {
        Path own = folder.resolve(set.folder());
        int files = files(own, set.kind());
        // Once for the JIT compiler and the caches, then measured.
        benchmark.run(own, set.kind(), copies(count / 4, files));
        table.add(row(set, benchmark.run(own, set.kind(), copies(count, files))));
      }
      print(table, console);
    } finally {
      if (!ranBefore) {
        stack.down(console::say);
      }
    }
    return 0;
  }

  private static void print(List<String> table, Console console) {
    console.print(
        ROW.formatted(
            "data set",
            "profiles",
            "samples",
            "wall s",
            "profiles/s",
            "samples/s",
            "CPU s/1000",
            "profiles/CPU s",
            "target",
            "peak MiB"));
    table.forEach(console::print);
    console.print(
        "CPU and memory are of Flink's JobManager and TaskManager together; the target is profiles a CPU second.");
  }

  private static String row(DataSet set, IngestResult result) {
    return ROW.formatted(
        result.dataSet(),
        result.profiles(),
        result.samples(),
        number(result.wall().toMillis() / 1000.0),
        number(result.profilesPerSecond()),
        number(result.samplesPerSecond()),
        number(result.cpuSecondsPerThousand()),
        number(result.profilesPerCpuSecond()),
        number(set.ceiling() * set.target()) + " of " + set.ceiling(),
        result.peakBytes() >> 20);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
  }

  private static int copies(int profiles, int files) {
    return Math.max(1, Math.ceilDiv(profiles, files));
  }

  private static int files(Path folder, String kind) {
    String[] names = Files.isDirectory(folder) ? folder.toFile().list() : null;
    int files = 0;
    for (String name : names == null ? new String[0] : names) {
      files += name.startsWith(kind) && name.endsWith(".pb.gz") ? 1 : 0;
    }
    if (files == 0) {
      throw CommandException.usage("%s has no %s-*.pb.gz".formatted(folder, kind));
    }
    return files;
  }
}
