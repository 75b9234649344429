package io.flamelake.cli.bench.query;

import java.util.List;
import java.util.Locale;

/**
 * What a question took.
 *
 * @param name of the query file
 * @param range as in the table
 * @param rows that Trino returned
 * @param trino wall seconds of each run
 * @param cpuSeconds Trino's CPU time, the median
 * @param rowsRead by Trino's scans
 * @param bytesRead by Trino's scans from files
 * @param duckDb wall seconds of each run
 */
public record QueryResult(
    String name,
    String range,
    long rows,
    Percentiles trino,
    double cpuSeconds,
    long rowsRead,
    long bytesRead,
    Percentiles duckDb) {
  private static final double P95 = 0.95;
  private static final double MEBIBYTE = 1 << 20;

  /** The head of the table. */
  public static String head() {
    return line(
        List.of(
            "query",
            "range",
            "rows",
            "p50 s",
            "p95 s",
            "CPU s",
            "rows read",
            "MiB read",
            "DuckDB p50",
            "DuckDB p95"));
  }

  /** A row of the table. */
  public String line() {
    return line(
        List.of(
            name,
            range,
            Long.toString(rows),
            number(trino.median()),
            number(trino.at(P95)),
            number(cpuSeconds),
            Long.toString(rowsRead),
            String.format(Locale.ROOT, "%.2f", bytesRead / MEBIBYTE),
            number(duckDb.median()),
            number(duckDb.at(P95))));
  }

  private static String line(List<String> cells) {
    return "%-16s %-9s %8s %8s %8s %8s %11s %9s %11s %11s".formatted(cells.toArray());
  }

  private static String number(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
