package io.flamelake.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The SQL files that come with Flamelake. */
public final class SqlFiles {
  private static final List<String> TABLES =
      List.of(
          "deletions",
          "functions_hourly",
          "maintenance",
          "profiles",
          "rejects",
          "samples",
          "samples_hourly",
          "series",
          "stacks");

  private static final List<String> VIEWS =
      List.of(
          "folded_stacks",
          "roll_ups",
          "samples_by_hour",
          "functions_by_hour",
          "function_days",
          "functions",
          "ingestion_days",
          "label_values",
          "labeled_series",
          "labeled_profiles",
          "labeled_samples",
          "leaf_samples",
          "profile_intervals",
          "profile_types",
          "reject_reasons",
          "rejected_records",
          "stack_frames");

  private static final List<String> QUERIES =
      List.of(
          "callgraph",
          "cardinality",
          "flame-chart",
          "flamegraph",
          "flamegraph-diff",
          "folded",
          "function-cost",
          "function-trend",
          "heat-map",
          "hottest-functions",
          "ingestion-health",
          "ingestion-lag",
          "ingestion-profiles",
          "label-cardinality",
          "label-names",
          "label-sets",
          "label-values",
          "missing-debuginfo",
          "profile-flamegraph",
          "profile-samples",
          "profile-types",
          "profiles",
          "regressions",
          "rolled-until",
          "sandwich",
          "series",
          "services",
          "source-lines",
          "span-flamegraph",
          "time-series",
          "time-series-by-label",
          "top-functions",
          "top-functions-diff",
          "top-spans");

  private SqlFiles() {}

  /** Names of the tables that have a definition. */
  public static List<String> tables() {
    return TABLES;
  }

  /** Names of the views by name, except that each comes after the views that it reads. */
  public static List<String> views() {
    return VIEWS;
  }

  /** Names of the queries. */
  public static List<String> queries() {
    return QUERIES;
  }

  /** The statement that creates a table. */
  public static SqlFile table(String name) {
    return load("ddl", name, TABLES);
  }

  /** The statement that creates or replaces a view. */
  public static SqlFile view(String name) {
    return load("views", name, VIEWS);
  }

  /**
   * The statements that give a view's columns the comments of its head; a view that is replaced
   * loses them. The file {@code sql/comments.sql} holds those of all views.
   */
  public static List<String> viewComments(String name) {
    return view(name).columns().stream()
        .map(
            column ->
                "COMMENT ON COLUMN profiles.%s.%s IS '%s'"
                    .formatted(name, column.name(), column.meaning().replace("'", "''")))
        .toList();
  }

  /** A query. */
  public static SqlFile query(String name) {
    return load("queries", name, QUERIES);
  }

  private static SqlFile load(String folder, String name, List<String> known) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "there is no %s/%s.sql; there are %s".formatted(folder, name, String.join(", ", known)));
    }
    String path = folder + "/" + name + ".sql";
    try (InputStream resource = SqlFiles.class.getResourceAsStream(path)) {
      if (resource == null) {
        throw new IllegalStateException(path + " is missing from this build");
      }
      return new SqlFile(path, new String(resource.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}
