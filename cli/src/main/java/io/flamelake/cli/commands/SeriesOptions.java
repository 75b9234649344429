package io.flamelake.cli.commands;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.push.LabelSet;
import io.flamelake.cli.query.LabelSelector;
import io.flamelake.cli.query.TimeExpression;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which time, and which series in it. */
final class SeriesOptions {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      defaultValue = "now-1h",
      description = {
        "Start of the time range, inclusive: now-1h, now-7d, or ISO 8601 like"
            + " 2026-11-21T20:00:00Z.",
        "Default: ${DEFAULT-VALUE}."
      })
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      defaultValue = "now",
      description = "End of the time range, exclusive. Default: ${DEFAULT-VALUE}.")
  private String to;

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description = "A label that the series must have; may be given several times.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--matchers",
      paramLabel = "SELECTOR",
      defaultValue = "{}",
      description =
          "Prometheus matchers that the series' labels must meet, for example '{env=~\"prod.*\"}'.")
  private String matchers;

  static SeriesOptions lastHour() {
    SeriesOptions options = new SeriesOptions();
    options.from = "now-1h";
    // Profiles taken in this very moment belong to it too.
    options.to = "now+1m";
    options.matchers = "{}";
    return options;
  }

  /** The parameters of query files that say so. */
  Map<String, String> parameters() {
    Instant now = Instant.now();
    Instant start = TimeExpression.parse(from, now);
    Instant end = TimeExpression.parse(to, now);
    if (!start.isBefore(end)) {
      throw CommandException.usage("--from %s is not before --to %s".formatted(from, to));
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("from", start.toString());
    parameters.put("to", end.toString());
    parameters.put("matchers", LabelSelector.of(LabelSet.of(labels).labels(), matchers));
    return parameters;
  }
}
