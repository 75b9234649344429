package io.flamelake.cli.commands;

import io.flamelake.cli.query.NamedQuery;
import io.flamelake.cli.query.TrinoQuery;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows which files' debugging information would help most. */
@Command(
    name = "missing",
    description = {
      "Show the files whose addresses could not be symbolized, by what hides behind them.",
      "Each with its build id, its stacks and their cost; the most expensive first."
    })
public final class DebuginfoMissingCommand implements Callable<Integer> {
  private static final String QUERY = "missing-debuginfo";

  @Option(
      names = "--service",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The service, as in the label service_name. Default: all.")
  private String service;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "process_cpu:cpu:nanoseconds:cpu:nanoseconds",
      description = "The profile type. Default: ${DEFAULT-VALUE}.")
  private String type;

  @Mixin private SeriesOptions series;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many files. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Mixin private FormatOptions output;

  @Mixin private TrinoOptions trino;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Map<String, String> parameters = series.parameters();
    parameters.put("service", service);
    parameters.put("type", type);
    parameters.put("limit", Integer.toString(limit));
    try (TrinoQuery query = TrinoQuery.forQueryFiles(trino.address())) {
      query.write(NamedQuery.sql(QUERY, parameters), output.format(), spec.commandLine().getOut());
    }
    return 0;
  }
}
