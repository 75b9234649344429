package io.flamelake.cli.query;

import java.io.PrintWriter;
import java.util.List;

/** Writes the rows of one result. */
interface RowWriter {
  /** Writes a row, whose values are as {@link Cells#read} gives them. */
  void row(List<Object> values);

  /** Writes what follows the last row. */
  void end();

  static RowWriter of(OutputFormat format, List<String> columns, PrintWriter out) {
    return switch (format) {
      case TABLE -> new TableWriter(columns, out);
      case CSV -> new CsvWriter(columns, out);
      case JSON -> new JsonWriter(columns, out);
    };
  }
}
