package io.flamelake.cli.query;

import io.flamelake.cli.json.JsonText;
import java.io.PrintWriter;
import java.util.List;

/** One JSON object a row, each on its own line. */
final class JsonWriter implements RowWriter {
  private final List<String> columns;
  private final PrintWriter out;

  JsonWriter(List<String> columns, PrintWriter out) {
    this.columns = columns;
    this.out = out;
  }

  @Override
  public void row(List<Object> values) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < columns.size(); i++) {
      json.append(i == 0 ? "" : ",").append(JsonText.quote(columns.get(i)));
      json.append(':').append(Cells.json(values.get(i)));
    }
    out.println(json.append('}'));
  }

  @Override
  public void end() {
    out.flush();
  }
}
