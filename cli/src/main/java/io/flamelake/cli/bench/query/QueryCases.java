package io.flamelake.cli.bench.query;

import io.flamelake.cli.query.NamedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The questions that are measured: those of the query files that dashboards ask most. */
final class QueryCases {
  private static final Map<String, Duration> RANGES = new LinkedHashMap<>();

  static {
    RANGES.put("15 min", Duration.ofMinutes(15));
    RANGES.put("1 h", Duration.ofHours(1));
    RANGES.put("24 h", Duration.ofDays(1));
    RANGES.put("7 d", Duration.ofDays(7));
  }

  /** The query files that are asked. */
  static final List<String> NAMES =
      List.of("flamegraph", "top-functions", "flamegraph-diff", "time-series", "label-values");

  private static final int LIMIT = 30;
  private static final long STEP_SECONDS = 900;
  private static final String LABEL = "instance";
  private static final double MICROS_PER_MILLI = 1e3;

  private final Subject subject;
  private final DuckDbSql duckDb;
  private final Consumer<Map<String, String>> rollUps;
  private final List<QueryCase> cases = new ArrayList<>();

  private QueryCases(Subject subject, Consumer<Map<String, String>> rollUps) {
    this.subject = subject;
    this.rollUps = rollUps;
    this.duckDb = new DuckDbSql(subject);
  }

  /**
   * All questions whose range is filled.
   *
   * @param rollUps adds to parameters until when sums by hour may be used, if they may
   */
  static List<QueryCase> of(Subject subject, Consumer<Map<String, String>> rollUps) {
    QueryCases all = new QueryCases(subject, rollUps);
    RANGES.forEach(all::flameGraph);
    List.of("1 h", "24 h").forEach(range -> all.top(range, RANGES.get(range)));
    all.difference("1 h", RANGES.get("1 h"));
    List.of("24 h", "7 d").forEach(range -> all.timeSeries(range, RANGES.get(range)));
    List.of("24 h", "7 d").forEach(range -> all.labelValues(range, RANGES.get(range)));
    return all.cases;
  }

  private void flameGraph(String name, Duration range) {
    Instant from = from(range);
    Map<String, String> parameters = parameters(range);
    rollUps.accept(parameters);
    add(
        new QueryCase(
            "flamegraph",
            name,
            NamedQuery.sql("flamegraph", parameters),
            duckDb.flameGraph(from, subject.end()),
            Answers::flameGraph,
            Answers::sorted),
        range);
  }

  private void top(String name, Duration range) {
    Map<String, String> parameters = parameters(range);
    parameters.put("limit", Integer.toString(LIMIT));
    rollUps.accept(parameters);
    add(
        new QueryCase(
            "top-functions",
            name,
            NamedQuery.sql("top-functions", parameters),
            duckDb.top(from(range), subject.end(), LIMIT),
            rows -> Answers.rows(rows.stream().map(row -> pick(row, 0, 1, 4)).toList()),
            Answers::rows),
        range);
  }

  private void difference(String name, Duration range) {
    Instant start = from(range.multipliedBy(2));
    Map<String, String> parameters = parameters(range);
    parameters.put("from_a", start.toString());
    parameters.put("to_a", from(range).toString());
    parameters.put("from_b", from(range).toString());
    parameters.put("to_b", subject.end().toString());
    parameters.put("mode", "absolute");
    add(
        new QueryCase(
            "flamegraph-diff",
            "2 x " + name,
            NamedQuery.sql("flamegraph-diff", parameters),
            duckDb.difference(start, from(range), subject.end()),
            Answers::difference,
            Answers::sorted),
        range.multipliedBy(2));
  }

  private void timeSeries(String name, Duration range) {
    Map<String, String> parameters = parameters(range);
    parameters.put("step", Long.toString(STEP_SECONDS));
    add(
        new QueryCase(
            "time-series",
            name,
            NamedQuery.sql("time-series", parameters),
            duckDb.timeSeries(from(range), subject.end(), STEP_SECONDS),
            rows -> Answers.rows(rows.stream().map(QueryCases::step).toList()),
            Answers::rows),
        range);
  }

  private void labelValues(String name, Duration range) {
    Map<String, String> parameters = parameters(range);
    parameters.put("label", LABEL);
    parameters.remove("type");
    add(
        new QueryCase(
            "label-values",
            name,
            NamedQuery.sql("label-values", parameters),
            duckDb.labelValues(LABEL, from(range), subject.end()),
            Answers::rows,
            Answers::rows),
        range);
  }

  private void add(QueryCase asked, Duration range) {
    if (subject.covers(range)) {
      cases.add(asked);
    }
  }

  private Instant from(Duration range) {
    return subject.end().minus(range);
  }

  private Map<String, String> parameters(Duration range) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("service", subject.service());
    parameters.put("type", subject.type());
    parameters.put("from", from(range).toString());
    parameters.put("to", subject.end().toString());
    return parameters;
  }

  private static List<Object> step(List<Object> row) {
    List<Object> picked = pick(row, 0, 2, 3, 5);
    long millis = ((java.sql.Timestamp) picked.getFirst()).getTime();
    picked.set(0, (long) (millis * MICROS_PER_MILLI));
    return picked;
  }

  private static List<Object> pick(List<Object> row, int... columns) {
    List<Object> picked = new ArrayList<>();
    for (int column : columns) {
      picked.add(row.get(column));
    }
    return picked;
  }
}
