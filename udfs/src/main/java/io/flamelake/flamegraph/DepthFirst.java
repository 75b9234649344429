package io.flamelake.flamegraph;

/**
 * Lists a tree's nodes depth first, siblings by rank descending, then by label; without recursion.
 */
final class DepthFirst {
  /** Takes the nodes, one call each. */
  @FunctionalInterface
  interface NodeVisitor {
    void node(int level, int node);
  }

  private final FlameGraphTree tree;
  private final long[] ranks;
  // The children of node n are children[ends[n - 1] .. ends[n])
  private final int[] children;
  private final int[] ends;

  /**
   * @param ranks what orders siblings, by node
   */
  DepthFirst(FlameGraphTree tree, long[] ranks) {
    this.tree = tree;
    this.ranks = ranks;
    this.ends = childEnds(tree);
    this.children = children(tree, ends);
  }

  void visit(NodeVisitor visitor) {
    int[] levels = new int[tree.size()];
    int[] pending = new int[tree.size()];
    int[] scratch = new int[tree.size()];
    int size = 0;
    pending[size++] = FlameGraphTree.ROOT;
    while (size > 0) {
      int node = pending[--size];
      visitor.node(levels[node], node);
      int start = start(node);
      sort(start, ends[node], scratch);
      for (int at = ends[node] - 1; at >= start; at--) {
        levels[children[at]] = levels[node] + 1;
        pending[size++] = children[at];
      }
    }
  }

  int childCount(int node) {
    return ends[node] - start(node);
  }

  /** A child of a node; in order once the node was visited. */
  int child(int node, int index) {
    return children[start(node) + index];
  }

  private int start(int node) {
    return node == 0 ? 0 : ends[node - 1];
  }

  private static int[] childEnds(FlameGraphTree tree) {
    int[] ends = new int[tree.size()];
    for (int node = 1; node < tree.size(); node++) {
      ends[tree.parent(node)]++;
    }
    for (int node = 1; node < ends.length; node++) {
      ends[node] += ends[node - 1];
    }
    return ends;
  }

  private static int[] children(FlameGraphTree tree, int[] ends) {
    int[] next = ends.clone();
    int[] children = new int[tree.size() - 1];
    for (int node = tree.size() - 1; node > 0; node--) {
      children[--next[tree.parent(node)]] = node;
    }
    return children;
  }

  /** A merge sort over primitives: siblings can be many, and a comparator sort would box each. */
  private void sort(int from, int to, int[] scratch) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(from, middle, scratch);
    sort(middle, to, scratch);
    if (!comesBefore(children[middle], children[middle - 1])) {
      return;
    }
    System.arraycopy(children, from, scratch, from, to - from);
    int left = from;
    int right = middle;
    for (int at = from; at < to; at++) {
      boolean takeRight =
          left == middle || (right < to && comesBefore(scratch[right], scratch[left]));
      children[at] = takeRight ? scratch[right++] : scratch[left++];
    }
  }

  private boolean comesBefore(int left, int right) {
    if (ranks[left] != ranks[right]) {
      return ranks[left] > ranks[right];
    }
    return tree.compareLabels(tree.label(left), tree.label(right)) < 0;
  }
}
