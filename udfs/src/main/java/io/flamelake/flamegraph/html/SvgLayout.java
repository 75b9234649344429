package io.flamelake.flamegraph.html;

/**
 * Where the boxes of a graph stand, in pixels: each within its parent's, after its siblings.
 *
 * <p>A box is as wide as its value, and no narrower than its children together, which can be where
 * amounts are negative.
 */
final class SvgLayout {
  private final double[] lefts;
  private final double[] widths;

  SvgLayout(RowColumns rows, double width) {
    this.widths = widths(rows);
    double scale = widths.length > 0 && widths[0] > 0 ? width / widths[0] : 0;
    for (int row = 0; row < widths.length; row++) {
      widths[row] *= scale;
    }
    this.lefts = lefts(rows, widths);
  }

  double left(int row) {
    return lefts[row];
  }

  double width(int row) {
    return widths[row];
  }

  private static double[] widths(RowColumns rows) {
    double[] widths = new double[rows.size()];
    double[] children = new double[rows.size() + 1];
    for (int row = rows.size() - 1; row >= 0; row--) {
      int level = rows.level(row);
      widths[row] = Math.max(rows.value(row), children[level + 1] + Math.max(rows.self(row), 0));
      children[level + 1] = 0;
      children[level] += widths[row];
    }
    return widths;
  }

  private static double[] lefts(RowColumns rows, double[] widths) {
    double[] lefts = new double[rows.size()];
    double[] free = new double[rows.size() + 1];
    for (int row = 0; row < lefts.length; row++) {
      int level = rows.level(row);
      lefts[row] = free[level];
      free[level] += widths[row];
      free[level + 1] = lefts[row];
    }
    return lefts;
  }
}
