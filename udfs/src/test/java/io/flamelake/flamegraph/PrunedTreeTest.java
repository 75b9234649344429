package io.flamelake.flamegraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.flamegraph.TreeOracle.Stack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrunedTreeTest {
  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(60);
  }

  @Test
  void sumsWhatItLeavesOutIntoOneOtherForEachParent() {
    FlameGraphTree tree = new FlameGraphTree();
    tree.add(List.of("read", "load", "main"), 50);
    tree.add(List.of("parse", "load", "main"), 4);
    tree.add(List.of("seek", "load", "main"), 3);
    tree.add(List.of("deep", "log", "main"), 2);
    tree.add(List.of("log", "main"), 1);
    tree.add(List.of("idle"), 9);

    assertThat(tree.pruned(7).rows())
        .containsExactly(
            new FlameGraphRow(0, "total", 0, 69),
            new FlameGraphRow(1, "main", 0, 60),
            new FlameGraphRow(2, "load", 0, 57),
            new FlameGraphRow(3, "read", 50, 50),
            new FlameGraphRow(3, "(other)", 7, 7),
            new FlameGraphRow(2, "(other)", 3, 3),
            new FlameGraphRow(1, "idle", 9, 9));
    assertThat(tree.pruned(2).rows())
        .containsExactly(
            new FlameGraphRow(0, "total", 0, 69), new FlameGraphRow(1, "(other)", 69, 69));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void equalsTheOracleInWhateverOrderStacksComeAndPartsAreMerged(long seed) {
    Random random = new Random(seed);
    List<Stack> stacks = stacks(random);
    int limit = 2 + random.nextInt(40);
    List<FlameGraphRow> expected = TreeOracle.rows(PathOracle.pruned(stacks, limit));

    assertThat(treeOf(stacks).pruned(limit).rows()).isEqualTo(expected).hasSizeBetween(1, limit);
    Collections.shuffle(stacks, random);
    FlameGraphTree merged = treeOf(stacks.subList(0, 20));
    merged.merge(FlameGraphTree.fromBytes(treeOf(stacks.subList(20, stacks.size())).toBytes()));
    assertThat(merged.pruned(limit).rows()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keepsEachValueTheSumOfWhatIsBelowAndTheTreeAsItWas(long seed) {
    FlameGraphTree tree = treeOf(stacks(new Random(seed)));
    List<FlameGraphRow> before = tree.rows();
    for (int limit = 2; limit <= tree.size() + 1; limit++) {
      List<FlameGraphRow> rows = tree.pruned(limit).rows();
      assertThat(rows.size()).isLessThanOrEqualTo(limit);
      assertThat(rows.getFirst().value()).isEqualTo(before.getFirst().value());
      assertThat(rows.stream().mapToLong(FlameGraphRow::self).sum())
          .isEqualTo(before.getFirst().value());
    }

    assertThat(tree.rows()).isEqualTo(before);
    assertThat(tree.pruned(tree.size())).isSameAs(tree);
  }

  @Test
  void keepsBothSidesOfAComparison() {
    FlameGraphTree tree = new FlameGraphTree();
    for (int i = 0; i < 10; i++) {
      int node = tree.child(FlameGraphTree.ROOT, tree.intern(new byte[] {(byte) ('a' + i)}, 0, 1));
      tree.addSelf(node, i);
      tree.addSelfRight(node, i == 2 ? 100 : 1);
    }

    assertThat(FlameGraphDiff.absolute(tree.pruned(4)).rows())
        .containsExactly(
            new FlameGraphDiffRow(0, "total", 45, 0, 109, 0),
            new FlameGraphDiffRow(1, "c", 2, 2, 100, 100),
            new FlameGraphDiffRow(1, "(other)", 34, 34, 8, 8),
            new FlameGraphDiffRow(1, "j", 9, 9, 1, 1));
  }

  @Test
  void refusesToHaveNoRoomForTheRest() {
    assertThatThrownBy(() -> new FlameGraphTree().pruned(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a flame graph needs at least 2 nodes, for the root and (other), not 1");
  }

  @Test
  void choosesFromAHundredThousandSiblingsAndALongChain() {
    FlameGraphTree tree = new FlameGraphTree();
    for (int i = 0; i < 100_000; i++) {
      tree.add(List.of("leaf" + i), i);
    }
    tree.add(Collections.nCopies(100_000, "f"), 1_000_000);

    List<FlameGraphRow> rows = tree.pruned(1_000).rows();
    assertThat(rows).hasSize(1_000);
    assertThat(rows.getFirst().value()).isEqualTo(99_999L * 50_000 + 1_000_000);
  }

  /** Some functions are called (other), as where a profiler has cut its stacks. */
  private static List<Stack> stacks(Random random) {
    List<Stack> stacks = new ArrayList<>();
    for (Stack stack : TreeOracle.randomStacks(random, 25)) {
      List<String> labels =
          stack.leafFirst().stream()
              .map(label -> random.nextInt(12) == 0 ? "(other)" : label)
              .toList();
      stacks.add(new Stack(labels, random.nextInt(4) == 0 ? stack.value() : random.nextInt(9)));
    }
    return stacks;
  }

  private static FlameGraphTree treeOf(List<Stack> stacks) {
    FlameGraphTree tree = new FlameGraphTree();
    stacks.forEach(stack -> tree.add(stack.leafFirst(), stack.value()));
    return tree;
  }
}
