package io.flamelake.flamegraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlameGraphTreeTest {
  private final FlameGraphTree tree = new FlameGraphTree();

  @Test
  void listsNodesDepthFirstWithTheirOwnAndTheirWholeValue() {
    tree.add(List.of("read", "main"), 3);
    tree.add(List.of("parse", "load", "main"), 4);
    tree.add(List.of("load", "main"), 2);

    assertThat(tree.rows())
        .containsExactly(
            new FlameGraphRow(0, "total", 0, 9),
            new FlameGraphRow(1, "main", 0, 9),
            new FlameGraphRow(2, "load", 2, 6),
            new FlameGraphRow(3, "parse", 4, 4),
            new FlameGraphRow(2, "read", 3, 3));
  }

  @Test
  void ordersEqualSiblingsByTheirLabelsCodePoints() {
    for (String label : List.of("b", "é", "a", "\uD83D\uDD25", "B", "\uFF5E")) {
      tree.add(List.of(label), 1);
    }

    assertThat(tree.rows().stream().skip(1).map(FlameGraphRow::label))
        .containsExactly("B", "a", "b", "é", "\uFF5E", "\uD83D\uDD25");
  }

  @Test
  void keepsEachStepOfARecursionAsANodeOfItsOwn() {
    tree.add(List.of("f", "f", "main"), 5);

    assertThat(tree.rows().stream().map(row -> row.level() + row.label()))
        .containsExactly("0total", "1main", "2f", "3f");
  }

  @Test
  void addsAStackWithoutFramesToTheRoot() {
    tree.add(List.of(), 7);

    assertThat(tree.rows()).containsExactly(new FlameGraphRow(0, "total", 7, 7));
  }

  @Test
  void keepsAFunctionThatHasTheRootsLabelApartFromTheRoot() {
    tree.add(List.of("total", "total"), 2);

    assertThat(tree.rows())
        .containsExactly(
            new FlameGraphRow(0, "total", 0, 2),
            new FlameGraphRow(1, "total", 0, 2),
            new FlameGraphRow(2, "total", 2, 2));
  }

  @Test
  void listsAStackThatIsDeeperThanTheThreadsOwn() {
    tree.add(Collections.nCopies(200_000, "f"), 1);

    assertThat(tree.rows())
        .hasSize(200_001)
        .last()
        .isEqualTo(new FlameGraphRow(200_000, "f", 1, 1));
  }

  @Test
  void refusesASumThatIsOutOfRange() {
    tree.add(List.of("a"), Long.MAX_VALUE);
    assertThatThrownBy(() -> tree.add(List.of("a"), 1)).isInstanceOf(ArithmeticException.class);

    tree.add(List.of("b"), 1);
    assertThatThrownBy(tree::rows).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void findsEachOfManyChildrenOfFewParentsAgain() {
    FlameGraphTree tree = new FlameGraphTree();
    for (int pass = 0; pass < 2; pass++) {
      for (int child = 0; child < 20_000; child++) {
        tree.add(List.of("f" + child, "a"), 1);
        tree.add(List.of("f" + child, "b"), 2);
      }
    }

    assertThat(tree.rows())
        .hasSize(1 + 2 + 2 * 20_000)
        .startsWith(new FlameGraphRow(0, "total", 0, 120_000), new FlameGraphRow(1, "b", 0, 80_000))
        .contains(new FlameGraphRow(1, "a", 0, 40_000))
        .filteredOn(row -> row.level() == 2)
        .allMatch(row -> row.self() == 2 || row.self() == 4);
  }

  @Test
  void tellsTheMemoryThatItHoldsWithinAFewBytesANode() {
    for (int i = 0; i < 100_000; i++) {
      tree.add(List.of("leaf" + i), 1);
    }

    assertThat(tree.size()).isEqualTo(100_001);
    assertThat(tree.sizeInBytes() / tree.size()).isBetween(30L, 100L);
  }
}
