package io.flamelake.flamegraph.html;

import io.flamelake.flamegraph.FlameGraphDiffRow;
import io.flamelake.flamegraph.FlameGraphRow;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;

/**
 * Renders a flame graph as one HTML page that needs nothing else: no request leaves it, and its
 * content security policy runs no script but its own, whatever the labels contain.
 *
 * <p>The page is ASCII, so it reads the same in any encoding that the writer uses. Its size is a
 * few bytes a row and each distinct label once.
 */
public final class FlameGraphHtml {
  private FlameGraphHtml() {}

  /**
   * Writes the page in many small pieces: give a buffered writer.
   *
   * @param rows the graph depth first, the root first; none gives a page that says so
   * @throws IllegalArgumentException if the rows are not depth first from a single root, or one has
   *     no label; then nothing was written
   * @throws IOException from {@code out}
   */
  public static void write(Iterator<FlameGraphRow> rows, FlameGraphPage page, Appendable out)
      throws IOException {
    write(RowColumns.of(rows), page, out);
  }

  /**
   * Writes the page of a comparison: a box is as wide as both sides together, and its colour says
   * whether the right side has more (orange) or less (blue) of its total than the left one, the
   * baseline.
   *
   * @param rows the graph depth first, the root first
   * @throws IllegalArgumentException as {@link #write}
   * @throws IOException from {@code out}
   */
  public static void writeDiff(
      Iterator<FlameGraphDiffRow> rows, FlameGraphPage page, Appendable out) throws IOException {
    write(RowColumns.ofDiff(rows), page, out);
  }

  private static void write(RowColumns columns, FlameGraphPage page, Appendable out)
      throws IOException {
    Map<String, Template.Part> parts =
        Map.of(
            "title", to -> Escapes.html(page.title(), to),
            "facts", to -> facts(page, to),
            "style", to -> to.append(Assets.STYLE),
            "styleHash", to -> to.append(Assets.sha256(Assets.STYLE)),
            "script", to -> to.append(Assets.SCRIPT),
            "scriptHash", to -> to.append(Assets.sha256(Assets.SCRIPT)),
            "data", to -> DataBlock.write(columns, page.unit(), to));
    Assets.PAGE.write(parts, out);
  }

  private static void facts(FlameGraphPage page, Appendable out) throws IOException {
    fact("Service", page.service(), out);
    fact("Type", page.type(), out);
    fact("From", page.from(), out);
    fact("To", page.to(), out);
  }

  private static void fact(String name, String value, Appendable out) throws IOException {
    if (value != null) {
      out.append("<div><dt>").append(name).append("</dt><dd>");
      Escapes.html(value, out);
      out.append("</dd></div>");
    }
  }
}
