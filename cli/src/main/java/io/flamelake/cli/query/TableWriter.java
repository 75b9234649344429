package io.flamelake.cli.query;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Aligned columns: as wide as the first rows need; later rows that are wider stand out. */
final class TableWriter implements RowWriter {
  private static final int MEASURED_ROWS = 1000;

  private final List<String> columns;
  private final PrintWriter out;
  private final List<List<Object>> waiting = new ArrayList<>();
  private int[] widths;
  private boolean[] numeric;
  private long count;

  TableWriter(List<String> columns, PrintWriter out) {
    this.columns = columns;
    this.out = out;
  }

  @Override
  public void row(List<Object> values) {
    count++;
    if (widths != null) {
      write(values);
      return;
    }
    waiting.add(values);
    if (waiting.size() == MEASURED_ROWS) {
      begin();
    }
  }

  @Override
  public void end() {
    if (widths == null) {
      begin();
    }
    out.printf("(%d %s)%n", count, count == 1 ? "row" : "rows");
    out.flush();
  }

  private void begin() {
    measure();
    List<Object> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    write(List.copyOf(columns));
    write(rule);
    waiting.forEach(this::write);
    waiting.clear();
  }

  private void measure() {
    widths = new int[columns.size()];
    numeric = new boolean[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = columns.get(i).length();
      numeric[i] = !waiting.isEmpty();
      for (List<Object> values : waiting) {
        widths[i] = Math.max(widths[i], Cells.text(values.get(i)).length());
        numeric[i] &= values.get(i) == null || values.get(i) instanceof Number;
      }
    }
  }

  private void write(List<Object> values) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String text = Cells.text(values.get(i));
      String padding = " ".repeat(Math.max(0, widths[i] - text.length()));
      line.append(i == 0 ? "" : "  ");
      line.append(numeric[i] ? padding + text : text + padding);
    }
    out.println(line.toString().stripTrailing());
  }
}
