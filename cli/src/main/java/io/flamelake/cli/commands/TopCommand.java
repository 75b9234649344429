package io.flamelake.cli.commands;

import io.flamelake.cli.query.NamedQuery;
import io.flamelake.cli.query.RolledUntil;
import io.flamelake.cli.query.TrinoQuery;
import java.util.Locale;
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

  /** What the rows are ordered by. */
  enum Order {
    FLAT,
    CUMULATIVE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a row is. */
  enum Group {
    LABEL,
    FUNCTION,
    FILE,
    LINE,
    MAPPING,
    PACKAGE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Mixin private RangeOptions range;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many functions. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--order",
      paramLabel = "COLUMN",
      defaultValue = "flat",
      description = "flat or cumulative. Default: ${DEFAULT-VALUE}.")
  private Order order;

  @Option(
      names = "--by",
      paramLabel = "GROUP",
      defaultValue = "label",
      description = {
        "label (function or address), function, file, line, mapping or package.",
        "Default: ${DEFAULT-VALUE}."
      })
  private Group group;

  @Mixin private FormatOptions output;

  @Mixin private TrinoOptions trino;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Map<String, String> parameters = parameters(range, limit);
    parameters.put("order", order.toString());
    parameters.put("by", group.toString());
    try (TrinoQuery query = TrinoQuery.forQueryFiles(trino.address())) {
      RolledUntil.add(query, parameters);
      String sql = NamedQuery.sql(QUERY, parameters);
      query.write(sql, output.format(), spec.commandLine().getOut());
    }
    return 0;
  }

  /** The functions with the largest flat amounts. */
  static String sql(RangeOptions range, int limit) {
    return NamedQuery.sql(QUERY, parameters(range, limit));
  }

  private static Map<String, String> parameters(RangeOptions range, int limit) {
    Map<String, String> parameters = range.parameters();
    parameters.put("limit", Integer.toString(limit));
    return parameters;
  }
}
