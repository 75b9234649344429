package io.flamelake.flamegraph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.BitSet;

/** What is left of a tree of which only some nodes are kept. */
final class PrunedTree {
  private static final byte[] OTHER = FlameGraphTree.OTHER_LABEL.getBytes(UTF_8);

  private PrunedTree() {}

  /**
   * A tree of the same sums: what a kept node loses below it is its child {@code (other)}'s.
   *
   * @param kept the nodes to keep, the root among them, each with its parent
   */
  static FlameGraphTree of(FlameGraphTree tree, BitSet kept) {
    FlameGraphTree pruned = new FlameGraphTree();
    long[] right = tree.isDiff() ? tree.selvesRight() : new long[0];
    int[] nodeThere = new int[tree.size()];
    for (int node = 0; node < tree.size(); node++) {
      int there = node == FlameGraphTree.ROOT ? node : there(tree, node, kept, pruned, nodeThere);
      pruned.addSelf(there, tree.self(node));
      if (node < right.length) {
        pruned.addSelfRight(there, right[node]);
      }
      nodeThere[node] = there;
    }
    return pruned;
  }

  private static int there(
      FlameGraphTree tree, int node, BitSet kept, FlameGraphTree pruned, int[] nodeThere) {
    int parentThere = nodeThere[tree.parent(node)];
    if (kept.get(node)) {
      int start = tree.labelStart(tree.label(node));
      int length = tree.labelEnd(tree.label(node)) - start;
      return pruned.child(parentThere, pruned.intern(tree.labelBytes(), start, length));
    }
    return kept.get(tree.parent(node))
        ? pruned.child(parentThere, pruned.intern(OTHER, 0, OTHER.length))
        : parentThere;
  }
}
