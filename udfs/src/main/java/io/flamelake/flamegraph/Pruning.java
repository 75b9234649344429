package io.flamelake.flamegraph;

import java.util.BitSet;

/**
 * Chooses the nodes of a tree that a smaller one keeps: the root, then again and again the node of
 * the highest rank whose parent is kept, of equal ones the first in the depth-first listing; for as
 * long as they and an {@code (other)} for each parent that lost children are few enough.
 *
 * <p>Where no rank exceeds its parent's, as with amounts that are never negative, these are the
 * nodes of the highest rank. The choice depends on the tree alone, not on how it came about; and a
 * larger limit keeps at least what a smaller one does.
 */
final class Pruning {
  private final FlameGraphTree tree;
  private final long[] ranks;
  private final DepthFirst listing;
  private final int[] positions;
  private final BitSet kept = new BitSet();
  // How many children of a kept node are kept: the first ones in their order
  private final int[] taken;
  // The best child that is not kept, of each kept node that has one: a binary heap
  private final int[] heap;
  private int heapSize;

  Pruning(FlameGraphTree tree, long[] ranks) {
    this.tree = tree;
    this.ranks = ranks;
    this.listing = new DepthFirst(tree, ranks);
    this.positions = new int[tree.size()];
    this.taken = new int[tree.size()];
    this.heap = new int[tree.size()];
    int[] next = {0};
    listing.visit((level, node) -> positions[node] = next[0]++);
  }

  /** The nodes to keep, so that with every {@code (other)} there are at most {@code maxNodes}. */
  BitSet choose(long maxNodes) {
    keep(FlameGraphTree.ROOT);
    long rows = 1 + other(FlameGraphTree.ROOT);
    while (heapSize > 0) {
      int node = heap[0];
      int parent = tree.parent(node);
      boolean last = taken[parent] + 1 == listing.childCount(parent);
      rows += 1 + other(node) - (last ? 1 : 0);
      if (rows > maxNodes) {
        return kept;
      }
      pop();
      taken[parent]++;
      if (!last) {
        push(listing.child(parent, taken[parent]));
      }
      keep(node);
    }
    return kept;
  }

  private void keep(int node) {
    kept.set(node);
    if (listing.childCount(node) > 0) {
      push(listing.child(node, 0));
    }
  }

  private int other(int node) {
    return listing.childCount(node) > 0 ? 1 : 0;
  }

  private void push(int node) {
    int at = heapSize++;
    while (at > 0 && comesBefore(node, heap[(at - 1) >>> 1])) {
      heap[at] = heap[(at - 1) >>> 1];
      at = (at - 1) >>> 1;
    }
    heap[at] = node;
  }

  private void pop() {
    int node = heap[--heapSize];
    int at = 0;
    while (2 * at + 1 < heapSize) {
      int child = 2 * at + 1;
      if (child + 1 < heapSize && comesBefore(heap[child + 1], heap[child])) {
        child++;
      }
      if (!comesBefore(heap[child], node)) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = node;
  }

  private boolean comesBefore(int left, int right) {
    return ranks[left] == ranks[right]
        ? positions[left] < positions[right]
        : ranks[left] > ranks[right];
  }
}
