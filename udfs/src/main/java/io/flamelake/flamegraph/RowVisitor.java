package io.flamelake.flamegraph;

/** Takes the rows of a tree, one call each; see {@link FlameGraphTree#forEachRow}. */
@FunctionalInterface
public interface RowVisitor {
  /**
   * @param level distance from the root
   * @param label the id of the node's label in the tree
   * @param self the amount of the stacks that end in the node
   * @param value self plus the values of the children
   */
  void row(int level, int label, long self, long value);
}
