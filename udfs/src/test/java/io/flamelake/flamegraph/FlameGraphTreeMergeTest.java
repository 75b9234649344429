package io.flamelake.flamegraph;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.flamegraph.TreeOracle.Stack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlameGraphTreeMergeTest {
  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void equalsTheOracleInWhateverOrderStacksAreAdded(long seed) {
    Random random = new Random(seed);
    List<Stack> stacks = TreeOracle.randomStacks(random, random.nextInt(200));
    List<FlameGraphRow> expected = TreeOracle.rows(stacks);

    assertThat(treeOf(stacks).rows()).isEqualTo(expected);
    assertThat(treeOf(stacks.reversed()).rows()).isEqualTo(expected);
    Collections.shuffle(stacks, random);
    assertThat(treeOf(stacks).rows()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void equalsTheOracleInWhateverOrderPartsAreMerged(long seed) {
    Random random = new Random(seed);
    List<Stack> stacks = TreeOracle.randomStacks(random, 150);
    List<FlameGraphTree> parts = new ArrayList<>();
    for (int start = 0; start < stacks.size(); start += 30) {
      parts.add(treeOf(stacks.subList(start, start + 30)));
    }
    while (parts.size() > 1) {
      FlameGraphTree into = parts.remove(random.nextInt(parts.size()));
      FlameGraphTree from = parts.remove(random.nextInt(parts.size()));
      into.merge(random.nextBoolean() ? from : FlameGraphTree.fromBytes(from.toBytes()));
      parts.add(into);
    }

    assertThat(parts.getFirst().rows()).isEqualTo(TreeOracle.rows(stacks));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void survivesItsBytes(long seed) {
    FlameGraphTree tree = treeOf(TreeOracle.randomStacks(new Random(seed), 100));
    FlameGraphTree read = FlameGraphTree.fromBytes(tree.toBytes());

    assertThat(read.rows()).isEqualTo(tree.rows());
    assertThat(read.toBytes()).isEqualTo(tree.toBytes());
  }

  private static FlameGraphTree treeOf(List<Stack> stacks) {
    FlameGraphTree tree = new FlameGraphTree();
    stacks.forEach(stack -> tree.add(stack.leafFirst(), stack.value()));
    return tree;
  }
}
