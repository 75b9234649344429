package io.flamelake.cli.query;

import java.io.PrintWriter;
import java.util.List;

/** Writes the rows of one result. */
public interface RowWriter {
  /** Writes a row: numbers, booleans, texts and nulls, and what the driver of Trino gives. */
  void row(List<Object> values);

  /** Writes what follows the last row. */
  void end();

  /** Writes in a format; the columns come before the first row. */
  static RowWriter of(OutputFormat format, List<String> columns, PrintWriter out) {
    return switch (format) {
      case TABLE -> new TableWriter(columns, out);
      case CSV -> new CsvWriter(columns, out);
      case JSON -> new JsonWriter(columns, out);
    };
  }
}
