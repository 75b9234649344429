package io.flamelake.cli.commands;

import io.flamelake.benchmarks.symbols.SymbolsReport;
import io.flamelake.cli.bench.SymbolizeBenchmark;
import io.flamelake.cli.bench.SymbolizeResult;
import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.stack.Addresses;
import io.flamelake.cli.stack.JobName;
import io.flamelake.cli.stack.Stack;
import io.flamelake.cli.stack.UpOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures symbolization. */
@Command(
    name = "symbolize",
    description = {
      "Measure symbolization of a program: its index and look-ups, beside llvm-symbolizer where"
          + " that",
      "is installed; then stacks of random addresses through Kafka and the job into the table. CPU",
      "is of Flink's JobManager and TaskManager together."
    })
public final class BenchSymbolizeCommand implements Callable<Integer> {
  private static final Duration CHECKPOINTS = Duration.ofSeconds(10);

  @Parameters(paramLabel = "FILE", description = "A program or library with a build id.")
  private Path file;

  @Option(
      names = "--stacks",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many stacks are measured. Default: ${DEFAULT-VALUE}.")
  private int stacks;

  @Option(
      names = "--depth",
      paramLabel = "N",
      defaultValue = "30",
      description = "How many addresses a stack has. Default: ${DEFAULT-VALUE}.")
  private int depth;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (stacks < 1 || depth < 1) {
      throw CommandException.usage("--stacks and --depth must be at least 1");
    }
    Console console = Console.of(spec);
    SymbolsReport.main(new String[] {file.toString()});
    Stack stack = Stack.current();
    boolean ranBefore = stack.addresses().isPresent();
    UpOptions options = UpOptions.withOnly(Set.of(JobName.SYMBOLIZE));
    Addresses addresses = stack.up(options.withCheckpointsEvery(CHECKPOINTS), console::say);
    try (SymbolizeBenchmark benchmark = new SymbolizeBenchmark(stack, addresses, console::say)) {
      print(benchmark.run(file, stacks, depth), console);
    } finally {
      if (!ranBefore) {
        stack.down(console::say);
      }
    }
    return 0;
  }

  private void print(SymbolizeResult result, Console console) {
    console.print(
        String.format(
            Locale.ROOT,
            "  job          %,d stacks of %d addresses, %.1f frames each: %,.0f stacks/s from Kafka"
                + " to the table, %,.0f per CPU s",
            result.stacks(),
            depth,
            (double) result.frames() / result.stacks(),
            result.stacks() / result.wallSeconds(),
            result.stacksPerCpuSecond()));
  }
}
