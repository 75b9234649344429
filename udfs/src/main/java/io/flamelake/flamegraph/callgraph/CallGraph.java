package io.flamelake.flamegraph.callgraph;

import io.flamelake.flamegraph.FlameGraphTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The edges between the functions of a flame graph.
 *
 * <p>A node of the tree is a call, and its value that of all stacks through it. Where the same edge
 * lies on the path above already, those stacks were counted with that one, and so recursion counts
 * once.
 */
public final class CallGraph {
  private final Map<Long, Integer> indexes = new HashMap<>();
  private long[] sums = new long[64];
  private int[] onPath = new int[64];
  // By level: the label and the edge that leads there
  private int[] path = new int[64];
  private int[] edges = new int[64];
  private int depth;

  private CallGraph() {}

  /**
   * The edges, those with the largest values first, then by the labels of the caller (none first)
   * and the callee.
   *
   * @throws ArithmeticException if a sum leaves the range of a long
   */
  public static List<CallEdge> edges(FlameGraphTree tree) {
    CallGraph graph = new CallGraph();
    tree.forEachRow(graph::row);
    List<CallEdge> edges = new ArrayList<>(graph.indexes.size());
    graph.indexes.forEach(
        (key, index) ->
            edges.add(new CallEdge((int) (key >> 32), key.intValue(), graph.sums[index])));
    edges.sort(order(tree));
    return edges;
  }

  private static Comparator<CallEdge> order(FlameGraphTree tree) {
    return Comparator.comparingLong(CallEdge::value)
        .reversed()
        .thenComparing(CallEdge::caller, (left, right) -> compare(tree, left, right))
        .thenComparing(CallEdge::callee, (left, right) -> compare(tree, left, right));
  }

  private static int compare(FlameGraphTree tree, int left, int right) {
    if (left < 0 || right < 0) {
      return Integer.compare(left, right);
    }
    byte[] bytes = tree.labelBytes();
    return Arrays.compareUnsigned(
        bytes,
        tree.labelStart(left),
        tree.labelEnd(left),
        bytes,
        tree.labelStart(right),
        tree.labelEnd(right));
  }

  private void row(int level, int label, long self, long value) {
    for (; depth >= Math.max(level, 1); depth--) {
      onPath[edges[depth]]--;
    }
    if (level > 0) {
      call(level, label, value);
    }
    depth = level;
  }

  private void call(int level, int label, long value) {
    if (level == path.length) {
      path = Arrays.copyOf(path, level * 2);
      edges = Arrays.copyOf(edges, level * 2);
    }
    int edge = edge(level == 1 ? CallEdge.NO_CALLER : path[level - 1], label);
    path[level] = label;
    edges[level] = edge;
    if (onPath[edge]++ == 0) {
      sums[edge] = Math.addExact(sums[edge], value);
    }
  }

  private int edge(int caller, int callee) {
    int edge = indexes.computeIfAbsent((long) caller << 32 | callee, key -> indexes.size());
    if (edge == sums.length) {
      sums = Arrays.copyOf(sums, edge * 2);
      onPath = Arrays.copyOf(onPath, edge * 2);
    }
    return edge;
  }
}
