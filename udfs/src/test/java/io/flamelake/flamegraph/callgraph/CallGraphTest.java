package io.flamelake.flamegraph.callgraph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.flamegraph.FlameGraphTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CallGraphTest {
  record Stack(List<String> labels, long value) {}

  record Edge(String caller, String callee) {}

  record Row(String caller, String callee, long value) {}

  @Property(tries = 500)
  void sumsTheStacksThatHoldAnEdge(@ForAll("stacks") List<Stack> stacks) {
    assertThat(rows(stacks)).containsExactlyElementsOf(bruteForce(stacks));
  }

  @Test
  void countsRecursionOnceForEachStack() {
    assertThat(rows(List.of(new Stack(List.of("b", "a", "b", "a", "a"), 5), stack(2, "a"))))
        .containsExactly(
            new Row(null, "a", 7),
            new Row("a", "a", 5),
            new Row("a", "b", 5),
            new Row("b", "a", 5));
  }

  @Test
  void tellsAFunctionWithTheRootsNameFromTheRoot() {
    assertThat(rows(List.of(stack(3, "x", "total"))))
        .containsExactly(new Row(null, "total", 3), new Row("total", "x", 3));
  }

  @Test
  void aStackWithoutFramesHasNoEdges() {
    assertThat(rows(List.of(stack(3)))).isEmpty();
  }

  @Test
  void refusesASumOutOfRange() {
    assertThatThrownBy(() -> rows(List.of(stack(Long.MAX_VALUE, "a"), stack(1, "b"))))
        .isInstanceOf(ArithmeticException.class);
  }

  @Provide
  Arbitrary<List<Stack>> stacks() {
    Arbitrary<List<String>> labels =
        Arbitraries.of("a", "b", "c", "total", "é", "\uD83D\uDE00", "\uFFFD").list().ofMaxSize(9);
    return Combinators.combine(labels, Arbitraries.longs().between(-2, 9))
        .as(Stack::new)
        .list()
        .ofMaxSize(20);
  }

  private static Stack stack(long value, String... labels) {
    return new Stack(List.of(labels), value);
  }

  private static List<Row> rows(List<Stack> stacks) {
    FlameGraphTree tree = new FlameGraphTree();
    stacks.forEach(stack -> tree.add(stack.labels(), stack.value()));
    return CallGraph.edges(tree).stream()
        .map(edge -> new Row(label(tree, edge.caller()), label(tree, edge.callee()), edge.value()))
        .toList();
  }

  private static String label(FlameGraphTree tree, int label) {
    if (label == CallEdge.NO_CALLER) {
      return null;
    }
    int start = tree.labelStart(label);
    return new String(tree.labelBytes(), start, tree.labelEnd(label) - start, UTF_8);
  }

  private static List<Row> bruteForce(List<Stack> stacks) {
    Map<Edge, Long> sums = new HashMap<>();
    for (Stack stack : stacks) {
      Set<Edge> edges = new HashSet<>();
      for (int at = 0; at < stack.labels().size(); at++) {
        String caller = at + 1 < stack.labels().size() ? stack.labels().get(at + 1) : null;
        edges.add(new Edge(caller, stack.labels().get(at)));
      }
      edges.forEach(edge -> sums.merge(edge, stack.value(), Long::sum));
    }
    List<Row> rows = new ArrayList<>();
    sums.forEach((edge, value) -> rows.add(new Row(edge.caller(), edge.callee(), value)));
    Comparator<String> codePoints =
        Comparator.nullsFirst(
            Comparator.comparing((String text) -> text.codePointAt(0))
                .thenComparing(Comparator.naturalOrder()));
    rows.sort(
        Comparator.comparingLong(Row::value)
            .reversed()
            .thenComparing(Row::caller, codePoints)
            .thenComparing(Row::callee, codePoints));
    return rows;
  }
}
