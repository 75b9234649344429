package io.flamelake.sql;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The statements that the Grafana dashboard holds, made of the query files. */
final class GrafanaSql {
  private static final String FROM = "'${__from:date:iso}'";
  private static final String TO = "'${__to:date:iso}'";
  private static final String SAMPLE_UNIT = "split_part('${type}', ':', 3)";

  /** What stands in the places of parameters. */
  private static final Map<String, String> PARAMETERS =
      Map.ofEntries(
          Map.entry("service", "'${service}'"),
          Map.entry("type", "'${type}'"),
          Map.entry("from", FROM),
          Map.entry("to", TO),
          Map.entry("from_a", earlier(FROM)),
          Map.entry("to_a", earlier(TO)),
          Map.entry("from_b", FROM),
          Map.entry("to_b", TO),
          Map.entry("matchers", matchers("matchers")),
          Map.entry("matchers_a", matchers("baseline_matchers")),
          Map.entry("matchers_b", matchers("matchers")),
          Map.entry("step", "CAST(greatest(1, ${__interval_ms} / 1000) AS varchar)"),
          Map.entry("limit", "'100'"),
          Map.entry("max_nodes", "'20000'"));

  /** Statements of targets, by the panel's title and the target's id. */
  private static final Map<String, String> TARGETS =
      Map.of(
          "Over time A", overTime(),
          "Flame graph A", query("flamegraph"),
          "Top functions A", query("top-functions"),
          "Against ${before} before A", query("flamegraph-diff", Map.of("mode", "'normalized'")));

  private GrafanaSql() {}

  static String ofTarget(String panel, String refId) {
    return refId.equals("unit") ? unit() : TARGETS.get(panel + " " + refId);
  }

  static String ofVariable(String name) {
    return switch (name) {
      case "service" -> column("service_name", query("services", Map.of("type", "''")));
      case "type" -> column("profile_type", query("profile-types"));
      default -> throw new AssertionError("no statement for the variable " + name);
    };
  }

  /** CPU time per second is cores; gauges, which have no rate, are as they are. */
  private static String overTime() {
    return """
    SELECT
      time,
      service_name AS metric,
      coalesce(rate, CAST(total AS double)) / IF(%s = 'nanoseconds', 1e9, 1e0) AS value
    FROM (
    %s
    )
    ORDER BY time\
    """
        .formatted(SAMPLE_UNIT, query("time-series"));
  }

  /** Grafana's name of the type's unit. */
  private static String unit() {
    return """
    SELECT CASE %s WHEN 'nanoseconds' THEN 'ns' WHEN 'bytes' THEN 'bytes' ELSE 'short' END AS unit\
    """
        .formatted(SAMPLE_UNIT);
  }

  private static String column(String name, String query) {
    return "SELECT %s\nFROM (\n%s\n)\nORDER BY %1$s".formatted(name, query);
  }

  private static String query(String name) {
    return query(name, Map.of());
  }

  /** A query file without its comments, of the catalog that the dashboard names. */
  private static String query(String name, Map<String, String> arguments) {
    SqlFile file = SqlFiles.query(name);
    Map<String, String> values = new HashMap<>(PARAMETERS);
    values.putAll(arguments);
    for (SqlParameter parameter : file.parameters()) {
      parameter
          .defaultValue()
          .ifPresent(value -> values.putIfAbsent(parameter.name(), "'" + value + "'"));
    }
    String bound = NamedParameters.replace(file.text(), values::get);
    return bound
        .lines()
        .filter(line -> !line.strip().startsWith("--"))
        .collect(Collectors.joining("\n"))
        .replaceAll("\\b(FROM|JOIN) profiles\\.", "$1 \\${catalog}.profiles.");
  }

  private static String earlier(String time) {
    return "to_iso8601(from_iso8601_timestamp(%s) - parse_duration('${before}'))".formatted(time);
  }

  /** A field that was emptied means what {} means. */
  private static String matchers(String variable) {
    return "coalesce(nullif(trim('${%s}'), ''), '{}')".formatted(variable);
  }
}
