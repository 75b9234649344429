package io.flamelake.cli.commands;

import java.util.Map;
import picocli.CommandLine.Mixin;
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

  @Mixin private SeriesOptions series;

  static RangeOptions of(String service, String type) {
    RangeOptions options = new RangeOptions();
    options.service = service;
    options.type = type;
    options.series = SeriesOptions.lastHour();
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
    Map<String, String> parameters = series.parameters();
    parameters.put("service", service);
    parameters.put("type", type);
    return parameters;
  }
}
