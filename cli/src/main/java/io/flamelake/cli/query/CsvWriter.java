package io.flamelake.cli.query;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values (RFC 4180), a header line first. A NULL is an empty field. */
final class CsvWriter implements RowWriter {
  private final PrintWriter out;

  CsvWriter(List<String> columns, PrintWriter out) {
    this.out = out;
    row(List.copyOf(columns));
  }

  @Override
  public void row(List<Object> values) {
    out.print(values.stream().map(Cells::text).map(this::field).collect(Collectors.joining(",")));
    out.print("\r\n");
  }

  @Override
  public void end() {
    out.flush();
  }

  private String field(String text) {
    boolean quoted =
        text.indexOf(',') >= 0
            || text.indexOf('"') >= 0
            || text.indexOf('\n') >= 0
            || text.indexOf('\r') >= 0;
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
