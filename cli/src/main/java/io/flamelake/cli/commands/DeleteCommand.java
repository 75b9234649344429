package io.flamelake.cli.commands;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.query.TimeExpression;
import io.flamelake.cli.stack.Stack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks for the deletion of what series have. */
@Command(
    name = "delete",
    description = {
      "Ask for the deletion of samples and profiles of some series.",
      "It shows how much there is, and makes a request, which the next run of compaction does."
    })
public final class DeleteCommand implements Callable<Integer> {
  private static final String MAIN = "io.flamelake.compaction.RequestDeletion";

  @Option(
      names = "--match",
      required = true,
      paramLabel = "SELECTOR",
      description =
          "Prometheus matchers that the series' labels must meet, for example"
              + " '{service_name=\"a\",pod=~\"b-.*\"}'.")
  private String matchers;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "Start of the time range, inclusive: now-7d, or ISO 8601 like 2026-11-21T20:00:00Z."
              + " Default: all there is.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      defaultValue = "now",
      description = "End of the time range, exclusive. Default: ${DEFAULT-VALUE}.")
  private String to;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
  private String reason;

  @Option(names = "--dry-run", description = "Only show how much there is.")
  private boolean dryRun;

  @Override
  public Integer call() {
    Instant now = Instant.now();
    Instant end = TimeExpression.parse(to, now);
    List<String> arguments = new ArrayList<>(List.of("--request.matchers", matchers));
    if (from != null) {
      Instant start = TimeExpression.parse(from, now);
      if (!start.isBefore(end)) {
        throw CommandException.usage("--from %s is not before --to %s".formatted(from, to));
      }
      arguments.addAll(List.of("--request.from", start.toString()));
    }
    arguments.addAll(List.of("--request.to", end.toString()));
    arguments.addAll(List.of("--request.by", System.getProperty("user.name", "unknown")));
    if (reason != null) {
      arguments.addAll(List.of("--request.reason", reason));
    }
    arguments.addAll(List.of("--request.dry-run", Boolean.toString(dryRun)));
    return Stack.current().onTables(MAIN, arguments);
  }
}
