package io.flamelake.cli.query;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.json.JsonText;
import io.flamelake.flamegraph.FlameGraphRow;
import io.flamelake.flamegraph.FoldedText;
import io.flamelake.flamegraph.html.FlameGraphHtml;
import io.flamelake.flamegraph.html.FlameGraphPage;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file that a flame graph is written to, in the format that its ending names. */
public record FlameGraphFile(Path path, Format format) {
  /** The formats, by their file name endings. */
  public enum Format {
    HTML(".html"),
    JSON(".json"),
    FOLDED(".folded");

    private final String ending;

    Format(String ending) {
      this.ending = ending;
    }
  }

  /**
   * Takes the format from the name.
   *
   * @throws CommandException if the ending names none
   */
  public static FlameGraphFile of(Path path) {
    String name = path.toString();
    for (Format format : Format.values()) {
      if (name.endsWith(format.ending)) {
        return new FlameGraphFile(path, format);
      }
    }
    throw CommandException.usage(
        "%s: the name must end in .html, .json or .folded".formatted(path));
  }

  /** Writes the rows, which stand depth first. */
  public void write(List<FlameGraphRow> rows, FlameGraphPage page) {
    try (Writer out = Files.newBufferedWriter(path)) {
      switch (format) {
        case HTML -> FlameGraphHtml.write(rows.iterator(), page, out);
        case JSON -> writeJson(rows, out);
        case FOLDED -> FoldedText.write(rows, out);
      }
    } catch (IOException e) {
      throw CommandException.failed("%s can't be written: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** An array of rows, the fields named as Grafana's flame-graph panel wants them. */
  static void writeJson(List<FlameGraphRow> rows, Appendable out) throws IOException {
    out.append('[');
    String separator = "\n";
    for (FlameGraphRow row : rows) {
      out.append(separator).append("{\"level\":").append(Long.toString(row.level()));
      out.append(",\"label\":").append(JsonText.quote(row.label()));
      out.append(",\"self\":").append(Long.toString(row.self()));
      out.append(",\"value\":").append(Long.toString(row.value())).append('}');
      separator = ",\n";
    }
    out.append("\n]\n");
  }
}
