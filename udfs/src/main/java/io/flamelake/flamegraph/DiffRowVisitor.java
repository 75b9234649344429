package io.flamelake.flamegraph;

/** Takes the rows of a comparison, one call each; see {@link FlameGraphDiff#forEachRow}. */
@FunctionalInterface
public interface DiffRowVisitor {
  /**
   * @param level distance from the root
   * @param label the id of the node's label in the tree
   * @param value the left side's self plus the values of the children
   * @param self the left side's amount of the stacks that end in the node
   * @param valueRight as {@code value}, of the right side
   * @param selfRight as {@code self}, of the right side
   */
  void row(int level, int label, long value, long self, long valueRight, long selfRight);
}
