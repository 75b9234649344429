package io.flamelake.flamegraph;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the two sides of a tree: the left one is the baseline and stays as it is, the right one
 * may be scaled.
 *
 * <p>Scaling the right side to the left one's total is what pprof's {@code -normalize} does with
 * the profile that it compares with {@code -diff_base} (pprof's documentation, "Comparing
 * profiles").
 *
 * <p>Scaled amounts are whole numbers again: the running total in the order of the listing is
 * rounded, and a node gets the difference. So each node's self and value are less than one off the
 * exact result, a value still is self plus the children's values, and the root's is the exact
 * result rounded.
 */
public final class FlameGraphDiff {
  private final FlameGraphTree tree;
  private final long[] values;
  private final long[] selvesRight;
  private final long[] valuesRight;

  private FlameGraphDiff(FlameGraphTree tree, long[] values, long[] selvesRight) {
    this.tree = tree;
    this.values = values;
    this.selvesRight = selvesRight;
    this.valuesRight = tree.subtreeSums(selvesRight);
  }

  /**
   * Both sides as they are.
   *
   * @throws ArithmeticException if a sum leaves the range of a long
   */
  public static FlameGraphDiff absolute(FlameGraphTree tree) {
    return new FlameGraphDiff(tree, tree.values(), tree.selvesRight());
  }

  /**
   * The right side scaled so that both totals are equal; as it is unless both totals are above 0.
   *
   * @throws ArithmeticException if a sum leaves the range of a long
   */
  public static FlameGraphDiff ofEqualTotals(FlameGraphTree tree) {
    FlameGraphDiff absolute = absolute(tree);
    long left = absolute.values[FlameGraphTree.ROOT];
    long right = absolute.valuesRight[FlameGraphTree.ROOT];
    return left > 0 && right > 0
        ? absolute.scaled(BigDecimal.valueOf(left), BigDecimal.valueOf(right))
        : absolute;
  }

  /**
   * The right side scaled to the time that the left one covers: what it would have been, had it
   * gone on at its rate per second.
   *
   * @param secondsLeft the time that the left side covers, above 0 and finite
   * @param secondsRight the time that the right side covers, above 0 and finite
   * @throws ArithmeticException if a sum leaves the range of a long
   */
  public static FlameGraphDiff ofEqualTimes(
      FlameGraphTree tree, double secondsLeft, double secondsRight) {
    return absolute(tree).scaled(new BigDecimal(secondsLeft), new BigDecimal(secondsRight));
  }

  /** The nodes depth first; siblings by the larger of both sides, descending, then by label. */
  public List<FlameGraphDiffRow> rows() {
    List<FlameGraphDiffRow> rows = new ArrayList<>(tree.size());
    forEachRow(
        (level, label, value, self, valueRight, selfRight) ->
            rows.add(
                new FlameGraphDiffRow(
                    level, tree.labelText(label), value, self, valueRight, selfRight)));
    return rows;
  }

  /** Hands the rows of {@link #rows()} to a visitor, without making an object of each. */
  public void forEachRow(DiffRowVisitor visitor) {
    listing()
        .visit(
            (level, node) ->
                visitor.row(
                    level,
                    tree.label(node),
                    values[node],
                    tree.self(node),
                    valuesRight[node],
                    selvesRight[node]));
  }

  private DepthFirst listing() {
    return new DepthFirst(tree, FlameGraphTree.larger(values, valuesRight));
  }

  private FlameGraphDiff scaled(BigDecimal numerator, BigDecimal denominator) {
    if (numerator.compareTo(denominator) == 0) {
      return this;
    }
    long[] scaled = new long[tree.size()];
    long[] sums = new long[2];
    listing()
        .visit(
            (level, node) -> {
              if (selvesRight[node] != 0) {
                sums[0] = Math.addExact(sums[0], selvesRight[node]);
                long sum = scaled(sums[0], numerator, denominator);
                scaled[node] = Math.subtractExact(sum, sums[1]);
                sums[1] = sum;
              }
            });
    return new FlameGraphDiff(tree, values, scaled);
  }

  private static long scaled(long amount, BigDecimal numerator, BigDecimal denominator) {
    return BigDecimal.valueOf(amount)
        .multiply(numerator)
        .divide(denominator, 0, RoundingMode.HALF_UP)
        .longValueExact();
  }
}
