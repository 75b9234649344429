package io.flamelake.cli.commands;

import io.flamelake.cli.bench.FleetFill;
import io.flamelake.cli.bench.query.QueryBenchmark;
import io.flamelake.cli.bench.query.QueryResult;
import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.stack.Addresses;
import io.flamelake.cli.stack.JobName;
import io.flamelake.cli.stack.Stack;
import io.flamelake.cli.stack.UpOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures queries. */
@Command(
    name = "query",
    description = {
      "Measure the queries that come with it, in Trino, and DuckDB beside it.",
      "Ingests the profiles of a made-up fleet, spread over whole days that end now, and asks for"
          + " one",
      "of its services. DuckDB reads the same Parquet files, and must give the same amounts."
    })
public final class BenchQueryCommand implements Callable<Integer> {
  private static final Duration CHECKPOINTS = Duration.ofSeconds(10);

  @Mixin private FleetSource source;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "1",
      description = {
        "Days that are filled, at most "
            + FleetFill.MAX_DAYS
            + "; ranges that are longer than them",
        "are not asked for. Default: ${DEFAULT-VALUE}."
      })
  private int days;

  @Option(
      names = "--services",
      paramLabel = "N",
      defaultValue = "6",
      description =
          "Services, at least 3: Go, Java and Node.js take turns. Default: ${DEFAULT-VALUE}.")
  private int services;

  @Option(
      names = "--instances",
      paramLabel = "N",
      defaultValue = "4",
      description = "Instances of each service. Default: ${DEFAULT-VALUE}.")
  private int instances;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Profiles in all. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "How often each query is timed, after one that is not. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--query",
      paramLabel = "NAME",
      split = ",",
      description =
          "Queries: flamegraph, top-functions, flamegraph-diff, time-series, label-values."
              + " Default: all.")
  private List<String> queries = List.of();

  @Option(
      names = "--no-fill",
      description = "Ask what an earlier run has filled in; no ingest job is started.")
  private boolean noFill;

  @Option(
      names = "--only-fill",
      description = "Fill the lake, and stop: a later run with --no-fill measures.")
  private boolean onlyFill;

  @Option(
      names = "--no-roll-ups",
      description = {
        "Sum the samples themselves, also over long ranges, for which the",
        "commands take sums by hour."
      })
  private boolean noRollUps;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Optional<FleetFill> fill = fill();
    Console console = Console.of(spec);
    Stack stack = Stack.current();
    boolean ranBefore = stack.addresses().isPresent();
    UpOptions options = UpOptions.withOnly(noFill ? Set.of() : Set.of(JobName.INGEST));
    Addresses addresses = stack.up(options.withCheckpointsEvery(CHECKPOINTS), console::say);
    try {
      fill.ifPresent(fleet -> fill(fleet, addresses, console));
      if (!onlyFill) {
        measure(stack, addresses, console);
      }
    } finally {
      if (!ranBefore) {
        stack.down(console::say);
      }
    }
    return 0;
  }

  private Optional<FleetFill> fill() {
    if (noFill && onlyFill) {
      throw CommandException.usage("--no-fill and --only-fill together leave nothing to do");
    }
    if (runs < 1) {
      throw CommandException.usage("--runs is %d, but must be at least 1".formatted(runs));
    }
    if (!QueryBenchmark.QUERIES.containsAll(queries)) {
      throw CommandException.usage(
          "--query is %s, but must be of: %s"
              .formatted(String.join(",", queries), String.join(", ", QueryBenchmark.QUERIES)));
    }
    if (noFill) {
      return Optional.empty();
    }
    return Optional.of(new FleetFill(services, instances, days, count, source.rates(0)));
  }

  private void fill(FleetFill fleet, Addresses addresses, Console console) {
    console.say(
        "filling %d profiles, one of a kind and instance every %d s"
            .formatted(count, fleet.interval().toSeconds()));
    fleet.fill(addresses, source.recordings());
    console.say("filled");
  }

  private void measure(Stack stack, Addresses addresses, Console console) {
    try (QueryBenchmark benchmark =
        new QueryBenchmark(addresses, stack.state().lakeRoot(), console::say)) {
      console.say(benchmark.lake());
      console.print(QueryResult.head());
      benchmark.run(queries, runs, !noRollUps, result -> console.print(result.line()));
    }
  }
}
