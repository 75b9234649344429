package io.flamelake.cli.bench.query;

import java.time.Instant;

/**
 * What the query files ask, for DuckDB over views named as the tables. Steps are those of the query
 * files; DuckDB has no function for trees, so that flame graphs end as folded stacks.
 */
final class DuckDbSql {
  private static final String LABEL =
      """
      lambda f: coalesce(
          f.function,
          coalesce(nullif(regexp_extract(f.mapping, '[^/]*$'), '') || '+', '')
            || '0x' || lower(to_hex(f.address)),
          '[unknown]')""";

  /** Files have only those fields of frames that one of their rows has. */
  private static final String ALL_OF_STACKS =
      """
      * REPLACE (CAST(frames AS STRUCT(
          function VARCHAR, system_name VARCHAR, file VARCHAR, line BIGINT, "column" BIGINT,
          start_line BIGINT, mapping VARCHAR, build_id VARCHAR, address BIGINT, kind VARCHAR,
          inlined BOOLEAN)[]) AS frames)""";

  private static final String LABELS = "list_transform(k.frames, " + LABEL + ")";
  private static final String FOLDED = "array_to_string(list_reverse(" + LABELS + "), ';')";

  private final String service;
  private final String type;

  DuckDbSql(Subject subject) {
    this.service = literal(subject.service());
    this.type = literal(subject.type());
  }

  /** What a view of a table has. */
  static String columns(String table) {
    return table.equals("stacks") ? ALL_OF_STACKS : "*";
  }

  /** Columns stack, value. */
  String flameGraph(Instant from, Instant to) {
    return "WITH "
        + amounts("", from, to)
        + """
        SELECT stack, CAST(sum(amount) AS bigint) AS value
        FROM (
          SELECT %s AS stack, a.amount
          FROM amounts AS a
          JOIN stacks AS k ON k.day = a.day AND k.stack_id = a.stack_id
          WHERE k.service_name = %s AND %s
        )
        GROUP BY stack
        HAVING sum(amount) <> 0
        """
            .formatted(FOLDED, service, days("k.day", from, to));
  }

  /** Columns stack, a, b. */
  String difference(Instant fromA, Instant toA, Instant toB) {
    return "WITH "
        + amounts("_a", fromA, toA)
        + ", "
        + amounts("_b", toA, toB)
        + """
        SELECT stack, CAST(sum(a) AS bigint) AS a, CAST(sum(b) AS bigint) AS b
        FROM (
          SELECT %s AS stack, s.a, s.b
          FROM (
            SELECT min(day) AS day, stack_id, sum(a) AS a, sum(b) AS b
            FROM (
              SELECT day, stack_id, amount AS a, 0 AS b FROM amounts_a
              UNION ALL
              SELECT day, stack_id, 0 AS a, amount AS b FROM amounts_b
            )
            GROUP BY stack_id
          ) AS s
          JOIN stacks AS k ON k.day = s.day AND k.stack_id = s.stack_id
          WHERE k.service_name = %s AND %s
        )
        GROUP BY stack
        HAVING sum(a) <> 0 OR sum(b) <> 0
        """
            .formatted(FOLDED, service, days("k.day", fromA, toB));
  }

  /** Columns function, flat, cumulative. */
  String top(Instant from, Instant to, int limit) {
    return "WITH "
        + amounts("", from, to)
        + """
        , labeled AS (
          SELECT %s AS labels, a.amount
          FROM amounts AS a
          JOIN stacks AS k ON k.day = a.day AND k.stack_id = a.stack_id
          WHERE k.service_name = %s AND %s
        ),
        functions AS (
          SELECT labels[1] AS function, amount AS flat, 0 AS cumulative FROM labeled
          UNION ALL
          SELECT unnest(list_distinct(labels)) AS function, 0 AS flat, amount AS cumulative
          FROM labeled
        )
        SELECT
          function,
          CAST(sum(flat) AS bigint) AS flat,
          CAST(sum(cumulative) AS bigint) AS cumulative
        FROM functions
        WHERE function IS NOT NULL
        GROUP BY function
        ORDER BY abs(sum(flat)) DESC, abs(sum(cumulative)) DESC, function
        LIMIT %d
        """
            .formatted(LABELS, service, days("k.day", from, to), limit);
  }

  /** Columns step (microseconds since 1970), kind, total, covered_seconds. */
  String timeSeries(Instant from, Instant to, long stepSeconds) {
    return """
    WITH chosen AS (
      SELECT
        series_id,
        CASE WHEN temporality = 'gauge' THEN 'gauge' ELSE 'delta' END AS kind,
        total,
        start_nanos AS begins,
        start_nanos + coalesce(duration_nanos, 0) AS ends,
        time_nanos - time_nanos %% %d AS step
      FROM profiles
      WHERE service_name = %s AND profile_type = %s AND %s AND temporality <> 'baseline'
    ),
    intervals AS (
      SELECT
        *,
        max(ends) OVER (
          PARTITION BY step, kind
          ORDER BY begins, ends
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered_until
      FROM chosen
    ),
    by_series AS (
      SELECT
        step,
        kind,
        CASE WHEN kind = 'gauge' THEN CAST(round(sum(total)::double / count(*)) AS bigint)
          ELSE CAST(sum(total) AS bigint) END AS total,
        sum(greatest(0, ends - greatest(begins, coalesce(covered_until, begins)))) AS covered_nanos
      FROM intervals
      GROUP BY step, kind, series_id
    )
    SELECT
      step // 1000 AS step,
      kind,
      CAST(sum(total) AS bigint) AS total,
      CASE WHEN kind = 'delta'
        THEN CAST(sum(covered_nanos) AS bigint) / 1e9::double END AS covered_seconds
    FROM by_series
    GROUP BY step, kind
    ORDER BY step, kind
    """
        .formatted(stepSeconds * 1_000_000_000L, service, type, within("time", from, to));
  }

  /** Columns value, series. */
  String labelValues(String label, Instant from, Instant to) {
    return """
    SELECT map_extract_value(labels, %s) AS value, count(DISTINCT series_id) AS series
    FROM series
    WHERE map_extract_value(labels, %s) IS NOT NULL AND service_name = %s AND %s
    GROUP BY value
    ORDER BY value
    """
        .formatted(literal(label), literal(label), service, days("day", from, to));
  }

  /** Common table expressions; the last, amounts, has day, stack_id, amount. */
  private String amounts(String suffix, Instant from, Instant to) {
    return """
    wanted@ AS (
      SELECT
        series_id,
        CASE WHEN max(temporality) = 'gauge' THEN count(*) ELSE 1 END AS snapshots
      FROM profiles
      WHERE service_name = %s AND profile_type = %s AND %s
      GROUP BY series_id
    ),
    totals@ AS (
      SELECT min(CAST(s.time AS date)) AS day, s.stack_id, w.snapshots, sum(s.value) AS total
      FROM samples AS s
      JOIN wanted@ AS w ON w.series_id = s.series_id
      WHERE s.service_name = %s AND s.profile_type = %s AND %s
      GROUP BY s.stack_id, w.snapshots
    ),
    amounts@ AS (
      SELECT
        min(day) AS day,
        stack_id,
        sum(CASE WHEN snapshots = 1 THEN total
          ELSE CAST(round(total::double / snapshots) AS bigint) END) AS amount
      FROM totals@
      GROUP BY stack_id
    )
    """
        .replace("@", suffix)
        .formatted(
            service, type, within("time", from, to), service, type, within("s.time", from, to));
  }

  private static String within(String column, Instant from, Instant to) {
    return "%s >= TIMESTAMPTZ '%s' AND %s < TIMESTAMPTZ '%s'".formatted(column, from, column, to);
  }

  private static String days(String column, Instant from, Instant to) {
    return "%s BETWEEN CAST(TIMESTAMPTZ '%s' AS date) AND CAST(TIMESTAMPTZ '%s' AS date)"
        .formatted(column, from, to.minusMillis(1));
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
