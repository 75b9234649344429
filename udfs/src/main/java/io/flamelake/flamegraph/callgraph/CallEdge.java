package io.flamelake.flamegraph.callgraph;

/**
 * The calls of one function by another.
 *
 * @param caller the id, in the tree, of the caller's label, or {@link #NO_CALLER} for those that a
 *     stack starts with
 * @param callee the id of the label of the function that is called
 * @param value the sum of the stacks that hold such a call, however often one holds it
 */
public record CallEdge(int caller, int callee, long value) {
  /** Stands for the caller of what a stack starts with. */
  public static final int NO_CALLER = -1;
}
