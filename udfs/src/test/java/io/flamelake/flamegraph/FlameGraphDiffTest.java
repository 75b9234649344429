package io.flamelake.flamegraph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flamelake.flamegraph.TreeOracle.Stack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlameGraphDiffTest {
  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void equalsTheOracleInWhateverOrderStacksComeAndPartsAreMerged(long seed) {
    Random random = new Random(seed);
    List<Stack> left = TreeOracle.randomStacks(random, 30);
    List<Stack> right = TreeOracle.randomStacks(random, 30);
    List<FlameGraphDiffRow> expected = PathOracle.diff(left, right);

    assertThat(FlameGraphDiff.absolute(treeOf(left, right)).rows()).isEqualTo(expected);
    Collections.shuffle(left, random);
    FlameGraphTree merged = treeOf(left.subList(0, 10), List.of());
    merged.merge(fromBytes(treeOf(left.subList(10, 30), right.subList(0, 5))));
    merged.merge(fromBytes(treeOf(List.of(), right.subList(5, 30))));
    assertThat(FlameGraphDiff.absolute(merged).rows()).isEqualTo(expected);
    assertThat(FlameGraphDiff.absolute(fromBytes(merged)).rows()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void scalesTheRightSideToTheLeftOnesTotalWithinOneOfTheExactResult(long seed) {
    Random random = new Random(seed);
    List<Stack> left = positive(random, 1_000_000);
    List<Stack> right = positive(random, 100);
    FlameGraphTree tree = treeOf(left, right);

    List<FlameGraphDiffRow> rows = FlameGraphDiff.ofEqualTotals(tree).rows();
    FlameGraphDiffRow root = rows.getFirst();
    assertThat(root.valueRight()).isEqualTo(root.value());
    long total = FlameGraphDiff.absolute(tree).rows().getFirst().valueRight();
    assertScaled(tree, rows, (double) root.value() / total);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void scalesTheRightSideToTheLeftOnesTime(long seed) {
    Random random = new Random(seed);
    FlameGraphTree tree = treeOf(positive(random, 50), positive(random, 1_000_000));

    assertScaled(tree, FlameGraphDiff.ofEqualTimes(tree, 10, 3).rows(), 10.0 / 3);
    assertThat(FlameGraphDiff.ofEqualTimes(tree, 0.5, 0.5).rows())
        .isEqualTo(FlameGraphDiff.absolute(tree).rows());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void scalesAlikeInWhateverOrderStacksCome(long seed) {
    Random random = new Random(seed);
    List<Stack> left = positive(random, 50);
    List<Stack> right = positive(random, 70);
    List<FlameGraphDiffRow> rows = FlameGraphDiff.ofEqualTotals(treeOf(left, right)).rows();

    Collections.shuffle(left, random);
    Collections.shuffle(right, random);
    assertThat(FlameGraphDiff.ofEqualTotals(treeOf(left, right)).rows()).isEqualTo(rows);
  }

  @Test
  void doesNotScaleWhenASideHasNothing() {
    FlameGraphTree tree = treeOf(List.of(new Stack(List.of("a"), 3)), List.of());

    assertThat(FlameGraphDiff.ofEqualTotals(tree).rows())
        .containsExactly(
            new FlameGraphDiffRow(0, "total", 3, 0, 0, 0),
            new FlameGraphDiffRow(1, "a", 3, 3, 0, 0));
  }

  /** Values are contiguous in the listing, so what differs by rounding stays below one. */
  private static void assertScaled(
      FlameGraphTree tree, List<FlameGraphDiffRow> rows, double factor) {
    List<FlameGraphDiffRow> exact = FlameGraphDiff.absolute(tree).rows();
    assertThat(rows).hasSameSizeAs(exact);
    assertThat(rows.stream().mapToLong(FlameGraphDiffRow::selfRight).sum())
        .isEqualTo(rows.getFirst().valueRight());
    assertThat(rows.getFirst().valueRight())
        .isEqualTo(Math.round(exact.getFirst().valueRight() * factor));
    List<Double> expected = exact.stream().map(row -> row.valueRight() * factor).sorted().toList();
    List<Long> found = rows.stream().map(FlameGraphDiffRow::valueRight).sorted().toList();
    for (int at = 0; at < found.size(); at++) {
      assertThat((double) found.get(at)).isCloseTo(expected.get(at), within(1.0));
    }
  }

  private static List<Stack> positive(Random random, int bound) {
    return new ArrayList<>(
        TreeOracle.randomStacks(random, 40).stream()
            .map(stack -> new Stack(stack.leafFirst(), 1 + random.nextInt(bound)))
            .toList());
  }

  private static FlameGraphTree treeOf(List<Stack> left, List<Stack> right) {
    FlameGraphTree tree = new FlameGraphTree();
    left.forEach(stack -> tree.add(stack.leafFirst(), stack.value()));
    right.forEach(stack -> tree.addSelfRight(node(tree, stack), stack.value()));
    return tree;
  }

  private static int node(FlameGraphTree tree, Stack stack) {
    int node = FlameGraphTree.ROOT;
    for (String label : stack.leafFirst().reversed()) {
      byte[] utf8 = label.getBytes(UTF_8);
      node = tree.child(node, tree.intern(utf8, 0, utf8.length));
    }
    return node;
  }

  private static FlameGraphTree fromBytes(FlameGraphTree tree) {
    return FlameGraphTree.fromBytes(tree.toBytes());
  }
}
