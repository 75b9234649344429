package io.flamelake.flamegraph.html;

import io.flamelake.flamegraph.FlameGraphRow;
import io.flamelake.flamegraph.FlameGraphTree;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/**
 * Draws a flame graph as one static SVG picture (SVG 1.1) that needs nothing else: no script, no
 * request. The root is at the top, a box's width is its value, a tooltip tells both amounts.
 *
 * <p>The picture is ASCII, so it reads the same in any encoding that the writer uses. Boxes
 * narrower than a tenth of a pixel are left out, and the picture says how many.
 */
public final class FlameGraphSvg {
  private static final int WIDTH = 1200;
  private static final int MARGIN = 10;
  private static final int HEADER = 44;
  private static final int ROW_HEIGHT = 18;
  private static final double NARROWEST = 0.1;
  private static final double LETTER = 7.25;
  private static final int FEWEST_LETTERS = 3;
  private static final String GREY = "#d3d7de";

  /** Blues and yellows: told apart with any of the common colour blindnesses. */
  private static final List<String> COLOURS =
      List.of(
          "#f3c17a", "#efcf6e", "#e2db7d", "#cfe29a", "#a9d9ea", "#9fcdf3", "#adc3f7", "#c2bdf5",
          "#f0b48f");

  private final RowColumns rows;
  private final SvgLayout layout;
  private final String unit;
  private final Appendable out;

  private FlameGraphSvg(RowColumns rows, String unit, Appendable out) {
    this.rows = rows;
    this.layout = new SvgLayout(rows, WIDTH - 2 * MARGIN);
    this.unit = unit;
    this.out = out;
  }

  /**
   * Writes the picture in many small pieces: give a buffered writer.
   *
   * @param rows the graph depth first, the root first
   * @param unit the unit of the values; {@code count} and the empty text show none
   * @throws IllegalArgumentException if the rows are not depth first from a single root, or one has
   *     no label; then nothing was written
   * @throws IOException from {@code out}
   */
  public static void write(Iterator<FlameGraphRow> rows, String title, String unit, Appendable out)
      throws IOException {
    new FlameGraphSvg(RowColumns.of(rows), unit, out).picture(title);
  }

  private void picture(String title) throws IOException {
    int deepest = -1;
    int narrow = 0;
    for (int row = 0; row < rows.size(); row++) {
      if (isDrawn(row)) {
        deepest = Math.max(deepest, rows.level(row));
      } else {
        narrow++;
      }
    }
    head(title, HEADER + (deepest + 1) * ROW_HEIGHT + MARGIN);
    if (narrow > 0) {
      text(WIDTH - MARGIN, "end", narrow + " narrower than 0.1 px not drawn");
    }
    for (int row = 0; row < rows.size(); row++) {
      if (isDrawn(row)) {
        box(row);
      }
    }
    out.append("</svg>\n");
  }

  private void head(String title, int height) throws IOException {
    String size = "width=\"%d\" height=\"%d\"".formatted(WIDTH, height);
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" ").append(size);
    out.append(" viewBox=\"0 0 %d %d\"".formatted(WIDTH, height));
    out.append(" font-family=\"monospace\" font-size=\"12\" fill=\"#16181d\">\n<title>");
    Escapes.html(title, out);
    out.append("</title>\n<rect ").append(size).append(" fill=\"#ffffff\"/>\n");
    out.append("<text x=\"10\" y=\"20\" font-size=\"15\">");
    Escapes.html(title, out);
    out.append("</text>\n");
    text(MARGIN, "start", rows.size() == 0 ? "No samples" : amount(rows.value(0)));
  }

  private void text(int x, String anchor, String text) throws IOException {
    out.append("<text x=\"%d\" y=\"37\" text-anchor=\"%s\">".formatted(x, anchor));
    Escapes.html(text, out);
    out.append("</text>\n");
  }

  private boolean isDrawn(int row) {
    return layout.width(row) >= NARROWEST;
  }

  /** A picture of its own within the picture, which cuts its text off. */
  private void box(int row) throws IOException {
    String label = rows.labels().get(rows.labelId(row));
    out.append("<svg x=\"").append(number(MARGIN + layout.left(row)));
    out.append("\" y=\"").append(Integer.toString(HEADER + rows.level(row) * ROW_HEIGHT));
    out.append("\" width=\"").append(number(layout.width(row)));
    out.append("\" height=\"17\"><title>");
    Escapes.html(label, out);
    Escapes.html(tooltip(row), out);
    // A gap between siblings, which can be of one colour
    double width = layout.width(row) > 3 ? layout.width(row) - 0.6 : layout.width(row);
    out.append("</title><rect width=\"").append(number(width));
    out.append("\" height=\"17\" fill=\"").append(colour(label)).append("\"/>");
    int letters = (int) ((layout.width(row) - 6) / LETTER);
    if (letters >= FEWEST_LETTERS) {
      out.append("<text x=\"3\" y=\"13\">");
      Escapes.html(cut(label, letters), out);
      out.append("</text>");
    }
    out.append("</svg>\n");
  }

  private String tooltip(int row) {
    long total = rows.value(0);
    String share = total == 0 ? "" : " (" + number(100.0 * rows.value(row) / total) + "%)";
    return ": " + amount(rows.value(row)) + share + ", self " + amount(rows.self(row));
  }

  private String amount(long amount) {
    return unit.isEmpty() || unit.equals("count") ? Long.toString(amount) : amount + " " + unit;
  }

  /** A label, without its path if it would not fit, cut if it still does not. */
  private static String cut(String label, int letters) {
    if (label.codePointCount(0, label.length()) <= letters) {
      return label;
    }
    String name = label.substring(label.lastIndexOf('/') + 1);
    if (name.codePointCount(0, name.length()) <= letters) {
      return name;
    }
    return name.substring(0, name.offsetByCodePoints(0, letters - 1)) + "\u2026";
  }

  /** Functions of one package or type share a colour. */
  private static String colour(String label) {
    if (label.equals(FlameGraphTree.OTHER_LABEL)) {
      return GREY;
    }
    int end = Math.max(label.lastIndexOf('.'), label.lastIndexOf(':'));
    String part = end <= 0 ? label : label.substring(0, end);
    return COLOURS.get(Math.floorMod(part.hashCode() * 0x9E3779B9 >>> 16, COLOURS.size()));
  }

  /** At most two decimals, without an exponent: a hundredth at least, or 0. */
  private static String number(double number) {
    return Double.toString(Math.round(number * 100) / 100.0);
  }
}
