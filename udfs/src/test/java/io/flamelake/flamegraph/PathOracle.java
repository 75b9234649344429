package io.flamelake.flamegraph;

import io.flamelake.flamegraph.TreeOracle.Stack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * Answers about flame graphs from the stacks alone: a node is the list of labels from the root to
 * it, and its value is summed anew each time.
 */
final class PathOracle {
  private PathOracle() {}

  /** The stacks, each cut after the last node that is kept, with (other) for the rest. */
  static List<Stack> pruned(List<Stack> stacks, int maxNodes) {
    Set<List<String>> kept = kept(stacks, maxNodes);
    List<Stack> cut = new ArrayList<>();
    for (Stack stack : stacks) {
      List<String> path = stack.leafFirst().reversed();
      int length = path.size();
      while (!kept.contains(path.subList(0, length))) {
        length--;
      }
      List<String> shown = new ArrayList<>(path.subList(0, length));
      if (length < path.size()) {
        shown.add("(other)");
      }
      cut.add(new Stack(shown.reversed(), stack.value()));
    }
    return cut;
  }

  static List<FlameGraphDiffRow> diff(List<Stack> left, List<Stack> right) {
    List<Stack> both = new ArrayList<>(left);
    both.addAll(right);
    ToLongFunction<List<String>> larger = path -> Math.max(value(left, path), value(right, path));
    return listed(both, larger).stream()
        .map(
            path ->
                new FlameGraphDiffRow(
                    path.size(),
                    path.isEmpty() ? "total" : path.getLast(),
                    value(left, path),
                    self(left, path),
                    value(right, path),
                    self(right, path)))
        .toList();
  }

  private static Set<List<String>> kept(List<Stack> stacks, int maxNodes) {
    List<List<String>> listed = listed(stacks, path -> value(stacks, path));
    Set<List<String>> kept = new HashSet<>(Set.of(List.of()));
    while (kept.size() < listed.size()) {
      List<String> best =
          listed.stream()
              .filter(path -> !kept.contains(path) && kept.contains(parent(path)))
              .max(comparingFirst(stacks, listed))
              .orElseThrow();
      kept.add(best);
      long others =
          kept.stream()
              .filter(
                  path ->
                      listed.stream()
                          .anyMatch(
                              child ->
                                  !child.isEmpty()
                                      && !kept.contains(child)
                                      && parent(child).equals(path)))
              .count();
      if (kept.size() + others > maxNodes) {
        kept.remove(best);
        return kept;
      }
    }
    return kept;
  }

  private static Comparator<List<String>> comparingFirst(
      List<Stack> stacks, List<List<String>> listed) {
    Comparator<List<String>> byValue = Comparator.comparingLong(path -> value(stacks, path));
    return byValue.thenComparing(path -> -listed.indexOf(path));
  }

  /** All nodes depth first, siblings by rank descending, then by label. */
  private static List<List<String>> listed(List<Stack> stacks, ToLongFunction<List<String>> rank) {
    Set<List<String>> paths = new HashSet<>(Set.of(List.of()));
    for (Stack stack : stacks) {
      List<String> path = stack.leafFirst().reversed();
      for (int length = 1; length <= path.size(); length++) {
        paths.add(List.copyOf(path.subList(0, length)));
      }
    }
    List<List<String>> listed = new ArrayList<>();
    list(List.of(), paths, rank, listed);
    return listed;
  }

  private static void list(
      List<String> path,
      Set<List<String>> paths,
      ToLongFunction<List<String>> rank,
      List<List<String>> listed) {
    listed.add(path);
    Comparator<List<String>> byRank = Comparator.comparingLong(child -> -rank.applyAsLong(child));
    Set<List<String>> children = new TreeSet<>(byRank.thenComparing(List::getLast));
    paths.stream()
        .filter(child -> !child.isEmpty() && parent(child).equals(path))
        .forEach(children::add);
    children.forEach(child -> list(child, paths, rank, listed));
  }

  private static List<String> parent(List<String> path) {
    return path.subList(0, path.size() - 1);
  }

  private static long self(List<Stack> stacks, List<String> path) {
    return stacks.stream()
        .filter(stack -> stack.leafFirst().reversed().equals(path))
        .mapToLong(Stack::value)
        .sum();
  }

  private static long value(List<Stack> stacks, List<String> path) {
    return stacks.stream()
        .filter(stack -> stack.leafFirst().size() >= path.size())
        .filter(stack -> stack.leafFirst().reversed().subList(0, path.size()).equals(path))
        .mapToLong(Stack::value)
        .sum();
  }
}
