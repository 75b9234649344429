package io.flamelake.flamegraph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A flame graph made the plain way, with an object for each node: what the tree must equal. */
final class TreeOracle {
  private final Map<String, TreeOracle> children = new HashMap<>();
  private long self;

  static List<FlameGraphRow> rows(List<Stack> stacks) {
    TreeOracle root = new TreeOracle();
    for (Stack stack : stacks) {
      TreeOracle node = root;
      for (String label : stack.leafFirst().reversed()) {
        node = node.children.computeIfAbsent(label, unused -> new TreeOracle());
      }
      node.self += stack.value();
    }
    List<FlameGraphRow> rows = new ArrayList<>();
    root.list(0, "total", rows);
    return rows;
  }

  /** Stacks of few labels, so that prefixes repeat, recursion happens and equal values meet. */
  static List<Stack> randomStacks(Random random, int count) {
    List<Stack> stacks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> labels = new ArrayList<>();
      int depth = random.nextInt(12);
      for (int frame = 0; frame < depth; frame++) {
        int number = random.nextInt(4);
        labels.add(number == 0 ? "a" : "some.longer.name.of.a.function.Größe" + number);
      }
      stacks.add(new Stack(labels, random.nextInt(7) - 2));
    }
    return stacks;
  }

  private long value() {
    return self + children.values().stream().mapToLong(TreeOracle::value).sum();
  }

  private void list(int level, String label, List<FlameGraphRow> rows) {
    rows.add(new FlameGraphRow(level, label, self, value()));
    Comparator<Map.Entry<String, TreeOracle>> byValue =
        Comparator.comparing(child -> -child.getValue().value());
    children.entrySet().stream()
        .sorted(byValue.thenComparing(Map.Entry.comparingByKey()))
        .forEach(child -> child.getValue().list(level + 1, child.getKey(), rows));
  }

  record Stack(List<String> leafFirst, long value) {}
}
