package io.flamelake.flamegraph.html;

import io.flamelake.flamegraph.FlameGraphDiffRow;
import io.flamelake.flamegraph.FlameGraphRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A rendered page, taken apart by its own means: nothing here is shared with the writer. */
record PageText(String html) {
  static PageText of(List<FlameGraphRow> rows) {
    return of(rows, new FlameGraphPage("title", "nanoseconds"));
  }

  static PageText of(List<FlameGraphRow> rows, FlameGraphPage page) {
    StringBuilder out = new StringBuilder();
    try {
      FlameGraphHtml.write(rows.iterator(), page, out);
    } catch (IOException e) {
      throw new AssertionError("a string builder does not fail", e);
    }
    return new PageText(out.toString());
  }

  static PageText ofDiff(List<FlameGraphDiffRow> rows) {
    return ofDiff(rows, new FlameGraphPage("title", "nanoseconds"));
  }

  static PageText ofDiff(List<FlameGraphDiffRow> rows, FlameGraphPage page) {
    StringBuilder out = new StringBuilder();
    try {
      FlameGraphHtml.writeDiff(rows.iterator(), page, out);
    } catch (IOException e) {
      throw new AssertionError("a string builder does not fail", e);
    }
    return new PageText(out.toString());
  }

  String between(String open, String close) {
    int from = html.indexOf(open) + open.length();
    return html.substring(from, html.indexOf(close, from));
  }

  String data() {
    return between("<script type=\"application/json\" id=\"data\">", "</script>");
  }

  /** The rows as a reader of the page computes them, by the description of the data block. */
  List<FlameGraphRow> rows() {
    JsonText json = new JsonText(data());
    long scale = json.number("scale");
    List<String> labels = json.strings("labels");
    List<Long> levelSteps = json.numbers("level");
    List<Long> labelAges = json.numbers("label");
    List<Long> selfs = json.numbers("self");
    List<FlameGraphRow> rows = new ArrayList<>();
    long level = 0;
    int known = 0;
    for (int row = 0; row < levelSteps.size(); row++) {
      level += levelSteps.get(row);
      int label = known - Math.toIntExact(labelAges.get(row));
      known += label == known ? 1 : 0;
      long self = selfs.get(row) * scale;
      rows.add(new FlameGraphRow(level, labels.get(label), self, self));
    }
    addExtra(rows, json.numbers("extra"), scale);
    addUp(rows);
    return rows;
  }

  private static void addExtra(List<FlameGraphRow> rows, List<Long> extra, long scale) {
    int row = 0;
    for (int at = 0; at < extra.size(); at += 2) {
      row += Math.toIntExact(extra.get(at));
      rows.set(row, plus(rows.get(row), extra.get(at + 1) * scale));
    }
  }

  private static void addUp(List<FlameGraphRow> rows) {
    for (int row = rows.size() - 1; row > 0; row--) {
      int parent = row - 1;
      while (rows.get(parent).level() >= rows.get(row).level()) {
        parent--;
      }
      rows.set(parent, plus(rows.get(parent), rows.get(row).value()));
    }
  }

  private static FlameGraphRow plus(FlameGraphRow row, long amount) {
    return new FlameGraphRow(row.level(), row.label(), row.self(), row.value() + amount);
  }
}
