package io.flamelake.cli.bench.query;

import java.util.List;

/**
 * A question and its SQL in both engines.
 *
 * @param name of the query file
 * @param range as in the table, such as {@code 15 min}
 * @param trino the query file, filled in
 * @param duckDb SQL for the same amounts
 * @param trinoAnswer how Trino's rows are made comparable
 * @param duckDbAnswer how DuckDB's are
 */
record QueryCase(
    String name, String range, String trino, String duckDb, Shape trinoAnswer, Shape duckDbAnswer) {

  /** Brings the rows of an engine to a form that both have. */
  interface Shape {
    List<String> lines(List<List<Object>> rows);
  }

  /** The first difference between the engines' rows; empty if there is none. */
  String difference(List<List<Object>> fromTrino, List<List<Object>> fromDuckDb) {
    return Answers.difference(trinoAnswer.lines(fromTrino), duckDbAnswer.lines(fromDuckDb));
  }
}
