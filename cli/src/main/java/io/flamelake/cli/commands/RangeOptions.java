package io.flamelake.cli.commands;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.push.LabelSet;
import io.flamelake.cli.query.LabelSelector;
import io.flamelake.cli.query.TimeExpression;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which samples a question is about. */
final class RangeOptions {
  @Option(
      names = "--service",
      required = true,
      paramLabel = "NAME",
      description = "The service, as in the label service_name.")
  private String service;

  @Option(
      names = "--type",
      required = true,
      paramLabel = "TYPE",
      description = "The profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds.")
  private String type;

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

  static RangeOptions of(String service, String type) {
    RangeOptions options = new RangeOptions();
    options.service = service;
    options.type = type;
    options.from = "now-1h";
    // Profiles taken in this very moment belong to it too.
    options.to = "now+1m";
    options.matchers = "{}";
    return options;
  }

  String service() {
    return service;
  }

  String type() {
    return type;
  }

  /** The unit of the values: the third part of the type. */
  String unit() {
    String[] parts = type.split(":", -1);
    return parts.length > 2 ? parts[2] : "";
  }

  /** The parameters that the query files have in common. */
  Map<String, String> parameters() {
    Instant now = Instant.now();
    Instant start = TimeExpression.parse(from, now);
    Instant end = TimeExpression.parse(to, now);
    if (!start.isBefore(end)) {
      throw CommandException.usage("--from %s is not before --to %s".formatted(from, to));
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("service", service);
    parameters.put("type", type);
    parameters.put("from", start.toString());
    parameters.put("to", end.toString());
    parameters.put("matchers", LabelSelector.of(LabelSet.of(labels).labels(), matchers));
    return parameters;
  }
}
