package io.flamelake.cli.commands;

import io.flamelake.cli.query.NamedQuery;
import io.flamelake.cli.query.OutputFormat;
import io.flamelake.cli.query.TrinoQuery;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the functions that cost most. */
@Command(
    name = "top",
    description = "Show the functions of a service that cost most, flat and cumulative.")
public final class TopCommand implements Callable<Integer> {
  private static final String QUERY = "top-functions";

  @Mixin private RangeOptions range;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many functions. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json (one object a row). Default: ${DEFAULT-VALUE}.")
  private OutputFormat format;

  @Mixin private TrinoOptions trino;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    String sql = sql(range, limit);
    try (TrinoQuery query = new TrinoQuery(trino.address())) {
      query.write(sql, format, spec.commandLine().getOut());
    }
    return 0;
  }

  static String sql(RangeOptions range, int limit) {
    Map<String, String> parameters = range.parameters();
    parameters.put("limit", Integer.toString(limit));
    return NamedQuery.sql(QUERY, parameters);
  }
}
