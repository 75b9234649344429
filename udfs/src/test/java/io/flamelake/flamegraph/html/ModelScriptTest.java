package io.flamelake.flamegraph.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.flamegraph.FlameGraphDiffRow;
import io.flamelake.flamegraph.FlameGraphRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the page's own model.js in an engine that gives it nothing but the language. */
class ModelScriptTest {
  private static final List<FlameGraphRow> ROWS = SampleRows.random(3_000, 40, 7);

  private static final List<FlameGraphDiffRow> DIFF =
      List.of(
          new FlameGraphDiffRow(0, "total", 100, 0, 200, 0),
          new FlameGraphDiffRow(1, "more", 20, 0, 160, 20),
          new FlameGraphDiffRow(2, "new", 0, 0, 140, 140),
          new FlameGraphDiffRow(2, "old", 20, 20, 0, 0),
          new FlameGraphDiffRow(1, "less", 80, 80, 40, 40));

  private static final Engine ENGINE =
      Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();

  /** The frames of one stack, root first and without the root, and what was counted for it. */
  private record Stack(List<String> frames, long value) {}

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  @Test
  void decodesWhatJavaEncoded() throws IOException {
    List<String> lines =
        run(
            "for (let row = 0; row < graph.size; row++) { console.log(graph.level[row],"
                + " graph.labels[graph.label[row]], graph.self[row], graph.value[row]); }");

    assertThat(lines)
        .isEqualTo(
            ROWS.stream()
                .map(
                    row ->
                        "%d %s %d %d".formatted(row.level(), row.label(), row.self(), row.value()))
                .toList());
  }

  @Test
  void placesEachRowAboveItsParentAndBesideItsSiblings() throws IOException {
    List<String> lines =
        run(
            """
            const free = Float64Array.from(graph.x);
            for (let row = 1; row < graph.size; row++) {
              const parent = graph.parent[row];
              const inside = row < graph.end[parent] && graph.end[row] <= graph.end[parent]
                && graph.deepest[row] <= graph.deepest[parent];
              if (!inside || graph.x[row] !== free[parent]) {
                console.log(`row ${row} is out of place`);
              }
              free[parent] += graph.width[row];
            }
            console.log(graph.width[0] === graph.value[0]);
            """);

    assertThat(lines).containsExactly("true");
  }

  @Test
  void decodesBothSidesOfAComparison() throws IOException {
    String graph =
        """
        const graph = decode(%s);
        for (let row = 0; row < graph.size; row++) {
          console.log(graph.labels[graph.label[row]], graph.base.value[row], graph.base.self[row],
            graph.value[row], graph.self[row], graph.x[row], graph.width[row],
            changeOf(graph, row).toFixed(2));
        }
        """
            .formatted(PageText.ofDiff(DIFF).data());

    assertThat(evaluated(graph))
        .containsExactly(
            "total 100 0 200 0 0 300 0.00",
            "more 20 0 160 20 0 180 0.75",
            "new 0 0 140 140 0 140 1.00",
            "old 20 20 0 0 140 20 -1.00",
            "less 80 80 40 40 180 120 -0.75");
  }

  @ParameterizedTest
  @CsvSource({
    "function1, function1",
    "FUNCTION39, function39",
    "/function(3|17)$/, .*function(3|17)",
    "/FUNCTION2$/i, .*function2",
    "nothing, nothing"
  })
  void countsAStackOnceHoweverManyOfItsFramesMatch(String query, String oracle) throws IOException {
    Predicate<String> matches =
        query.startsWith("/") ? label -> label.matches(oracle) : label -> label.contains(oracle);
    long expected =
        stacks().stream()
            .filter(stack -> stack.frames().stream().anyMatch(matches))
            .mapToLong(Stack::value)
            .sum();

    List<String> lines =
        run(
            "console.log(sumMatches(graph, matchLabels(graph.labels, '%s'), 0).value);"
                .formatted(query));

    assertThat(lines).containsExactly(Long.toString(expected));
  }

  @Test
  void countsARecursiveFunctionOnceInItsTotal() throws IOException {
    Map<String, Long> selfs = new TreeMap<>();
    Map<String, Long> totals = new TreeMap<>();
    for (Stack stack : stacks()) {
      selfs.merge(stack.frames().getLast(), stack.value(), Long::sum);
      new HashSet<>(stack.frames()).forEach(label -> totals.merge(label, stack.value(), Long::sum));
    }

    List<String> lines =
        run(
            "for (const sum of sortFunctions(graph, sumFunctions(graph, 0), 'label', false)) {"
                + " console.log(graph.labels[sum.label], sum.self, sum.total); }");

    assertThat(lines)
        .isEqualTo(
            totals.entrySet().stream()
                .map(
                    e -> e.getKey() + " " + selfs.getOrDefault(e.getKey(), 0L) + " " + e.getValue())
                .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "1240000000, nanoseconds, 1.24 s",
    "45600000, nanoseconds, 45.6 ms",
    "999, nanoseconds, 999 ns",
    "10000000, nanoseconds, 10 ms",
    "7200000000000, nanoseconds, 2 h",
    "0, nanoseconds, 0 s",
    "1536, bytes, 1.5 KiB",
    "-3145728, bytes, -3 MiB",
    "12345, count, '12,345'",
    "26580000000, count, 26.6 G",
    "7, widgets, 7 widgets"
  })
  void showsAmountsInTheirUnit(String amount, String unit, String shown) throws IOException {
    assertThat(run("console.log(formatAmount(%s, '%s'));".formatted(amount, unit)))
        .containsExactly(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "net/http.(*conn).serve, net/http.",
    "net/http.serverHandler.ServeHTTP, net/http.",
    "main.lab.func1.1, main.",
    "java.util.HashMap.getNode, java.util.",
    "std::vector<int>::push_back, std::",
    "libjvm.so.Compile::Compile, libjvm.so.",
    "parserOnIncoming, parserOnIncoming",
    "[unknown], [unknown]"
  })
  void coloursByPackage(String label, String prefix) throws IOException {
    assertThat(run("console.log(packageOf('%s'));".formatted(label))).containsExactly(prefix);
  }

  @Test
  void findsExactlyTheLabelOfATableRow() throws IOException {
    List<String> lines =
        run(
            """
            const labels = ['a.f', 'a.f2', '(*b).g[...]', '/x/', '+/x/'];
            for (const label of labels) {
              const matched = matchLabels(labels, queryFor(labels, label));
              console.log(labels.filter((_, id) => matched[id]).join(' '));
            }
            """);

    assertThat(lines).containsExactly("a.f", "a.f2", "(*b).g[...]", "/x/", "+/x/");
  }

  private static List<Stack> stacks() {
    List<Stack> stacks = new ArrayList<>();
    List<String> path = new ArrayList<>();
    for (FlameGraphRow row : ROWS) {
      path = new ArrayList<>(path.subList(0, Math.toIntExact(row.level())));
      path.add(row.label());
      if (row.self() != 0) {
        stacks.add(new Stack(List.copyOf(path.subList(1, path.size())), row.self()));
      }
    }
    return stacks;
  }

  /** What the statements print, with the graph of {@link #ROWS} decoded. */
  private static List<String> run(String statements) throws IOException {
    return evaluated("const graph = decode(" + PageText.of(ROWS).data() + ");\n" + statements);
  }

  private static List<String> evaluated(String statements) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (Context script = Context.newBuilder("js").engine(ENGINE).out(printed).build()) {
      script.eval("js", model() + statements);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static String model() throws IOException {
    try (InputStream in = FlameGraphHtml.class.getResourceAsStream("model.js")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
