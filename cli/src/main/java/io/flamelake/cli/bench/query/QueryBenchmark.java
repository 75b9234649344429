package io.flamelake.cli.bench.query;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.query.RolledUntil;
import io.flamelake.cli.query.TrinoQuery;
import io.flamelake.cli.stack.Addresses;
import io.flamelake.cli.trino.TrinoAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Asks the query files of a filled lake, and DuckDB the same on the tables' Parquet files. */
public final class QueryBenchmark implements AutoCloseable {
  private static final List<String> TABLES = List.of("samples", "profiles", "series", "stacks");

  /** The query files that can be asked. */
  public static final List<String> QUERIES = QueryCases.NAMES;

  private static final double NANOS_PER_SECOND = 1e9;

  private final TrinoQuery trino;
  private final DuckDb duckDb = new DuckDb();
  private final Subject subject;
  private final Consumer<String> progress;

  /**
   * Looks what there is.
   *
   * @param lakeRoot the folder behind {@code local:///}
   * @throws CommandException if the lake was never filled
   */
  public QueryBenchmark(Addresses addresses, Path lakeRoot, Consumer<String> progress) {
    this.progress = progress;
    this.trino =
        TrinoQuery.forQueryFiles(
            TrinoAddress.parse(addresses.trino(), "bench", TrinoAddress.CATALOG));
    this.subject = Subject.find(trino);
    LiveFiles files = new LiveFiles(trino, lakeRoot);
    TABLES.forEach(table -> duckDb.view(table, DuckDbSql.columns(table), files.of(table)));
  }

  /** How much there is, as a line for people. */
  public String lake() {
    List<String> parts = new ArrayList<>();
    TABLES.forEach(
        table ->
            trino.read(
                ("SELECT count(*), sum(record_count), sum(file_size_in_bytes)"
                        + " FROM profiles.\"%s$files\"")
                    .formatted(table),
                row ->
                    parts.add(
                        "%s %d rows, %d files, %d MiB"
                            .formatted(
                                table, row.getLong(2), row.getLong(1), row.getLong(3) >> 20))));
    return "%s; asked: %s, %s from %s to %s"
        .formatted(
            String.join("; ", parts),
            subject.service(),
            subject.type(),
            subject.first(),
            subject.end());
  }

  /**
   * Asks every question once for the answer, which must be the same, then for the time.
   *
   * @param names of the query files; none for all
   * @param runs how often each is timed
   * @param rollUps whether long ranges may be read from sums by hour, as the commands do it
   * @param each told each result
   */
  public void run(List<String> names, int runs, boolean rollUps, Consumer<QueryResult> each) {
    Consumer<Map<String, String>> rolledUntil =
        rollUps ? parameters -> RolledUntil.add(trino, parameters) : parameters -> {};
    for (QueryCase asked : QueryCases.of(subject, rolledUntil)) {
      if (!names.isEmpty() && !names.contains(asked.name())) {
        continue;
      }
      List<List<Object>> rows = new ArrayList<>();
      ask(asked, rows);
      String difference = asked.difference(rows, duckDb.read(asked.duckDb()));
      if (!difference.isEmpty()) {
        throw CommandException.failed(
            "%s, %s: Trino and DuckDB differ: %s"
                .formatted(asked.name(), asked.range(), difference));
      }
      progress.accept(
          "%s, %s: %d rows, equal to DuckDB's".formatted(asked.name(), asked.range(), rows.size()));
      each.accept(time(asked, runs));
    }
  }

  private QueryResult time(QueryCase asked, int runs) {
    List<Double> trinoSeconds = new ArrayList<>();
    List<Double> cpuSeconds = new ArrayList<>();
    List<Double> duckDbSeconds = new ArrayList<>();
    TrinoQuery.Cost cost = null;
    int count = 0;
    for (int run = 0; run < runs; run++) {
      List<List<Object>> rows = new ArrayList<>();
      long start = System.nanoTime();
      cost = ask(asked, rows);
      trinoSeconds.add((System.nanoTime() - start) / NANOS_PER_SECOND);
      cpuSeconds.add(cost.cpuSeconds());
      count = rows.size();
    }
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      duckDb.read(asked.duckDb());
      duckDbSeconds.add((System.nanoTime() - start) / NANOS_PER_SECOND);
    }
    return new QueryResult(
        asked.name(),
        asked.range(),
        count,
        new Percentiles(trinoSeconds),
        new Percentiles(cpuSeconds).median(),
        cost.rows(),
        cost.bytes(),
        new Percentiles(duckDbSeconds));
  }

  private TrinoQuery.Cost ask(QueryCase asked, List<List<Object>> rows) {
    return trino.measure(
        asked.trino(), row -> rows.add(Rows.values(row, row.getMetaData().getColumnCount())));
  }

  @Override
  public void close() {
    duckDb.close();
    trino.close();
  }
}
