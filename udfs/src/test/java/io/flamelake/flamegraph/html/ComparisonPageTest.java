package io.flamelake.flamegraph.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of two recorded profiles; what it says is summed anew here. */
class ComparisonPageTest extends BrowserTest {
  private static final RecordedStacks BEFORE = RecordedStacks.read("go/cpu-00001.pb.gz", 1);
  private static final RecordedStacks AFTER = RecordedStacks.read("go/cpu-00004.pb.gz", 1);

  private static final Map<List<String>, Long> BASES = BEFORE.values();
  private static final Map<List<String>, Long> VALUES = AFTER.values();

  @BeforeEach
  void openPage() {
    write("diff.html", PageText.ofDiff(BEFORE.diff(AFTER)).html());
    open("diff.html");
  }

  @Test
  void showsBothValuesOfEveryNode() {
    Map<List<String>, Long> before = new HashMap<>();
    Map<List<String>, Long> after = new HashMap<>();
    for (Node node : nodes()) {
      before.put(node.path(), node.baseValue());
      after.put(node.path(), node.value());
    }

    before.values().removeIf(value -> value == 0);
    after.values().removeIf(value -> value == 0);
    assertThat(before).isEqualTo(BASES);
    assertThat(after).isEqualTo(VALUES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void coloursWhatTakesMoreOrangeAndWhatTakesLessBlue(String scheme) {
    page.scheme(scheme).settled();
    List<Node> nodes = nodes();
    int more = 0;
    int less = 0;
    for (Box box : boxes()) {
      double change = box.row() == 0 || box.width() < 6 ? 0 : change(nodes.get(box.row()).path());
      List<Integer> colour = colour(box);
      if (change > 0.2) {
        assertThat(colour.get(0)).as(box.label()).isGreaterThan(colour.get(2));
        more++;
      } else if (change < -0.2) {
        assertThat(colour.get(2)).as(box.label()).isGreaterThan(colour.get(0));
        less++;
      }
    }
    assertThat(more).isPositive();
    assertThat(less).isPositive();
  }

  @Test
  void findsInWhatIsCompared() {
    page.press("/").type("gcDrain");

    long matched = AFTER.matched(label -> label.contains("gcDrain"));
    assertThat(page.text("#matched")).startsWith(percent(matched, AFTER.total()) + " matched: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void zoomsByBothSidesTogether(String scheme) {
    page.scheme(scheme);
    List<Node> nodes = nodes();
    Box clicked = boxAt(4);
    click(clicked);

    List<String> path = nodes.get(clicked.row()).path();
    long whole = BEFORE.value(path) + AFTER.value(path);
    for (Box box : boxes()) {
      List<String> of = nodes.get(box.row()).path();
      long both = BASES.getOrDefault(of, 0L) + VALUES.getOrDefault(of, 0L);
      double share = of.size() < path.size() ? 1 : 1.0 * both / whole;
      assertThat(box.width()).isCloseTo(share * paneWidth(), within(1e-6 * paneWidth()));
    }
  }

  @Test
  void tellsTheBaselineOfWhatIsPointedAt() {
    Box box = boxAt(4);
    point(box);

    List<String> path = nodes().get(box.row()).path();
    assertThat(details())
        .containsEntry("Total", percent(AFTER.value(path), AFTER.total()))
        .containsEntry("Self", percent(AFTER.self(path), AFTER.total()))
        .containsEntry("Baseline", percent(BEFORE.value(path), BEFORE.total()))
        .containsEntry("Baseline self", percent(BEFORE.self(path), BEFORE.total()));
  }

  @Test
  void listsTheFunctionsByChange() {
    page.click("th[data-key=change] button");

    assertThat(page.attribute("th[data-key=change]", "aria-sort")).isEqualTo("descending");
    Map<String, String> changes = changes();
    assertThat(changes).hasSize(200);
    changes.forEach(
        (label, change) ->
            assertThat(Double.parseDouble(change.replace(" pp", "")))
                .as(label)
                .isCloseTo(points(label), within(0.0051)));
    assertThat(changes.values().iterator().next()).startsWith("+");
  }

  /** The shown changes by function, in the order of the table. */
  private Map<String, String> changes() {
    Map<String, String> changes = new LinkedHashMap<>();
    page.call(
            """
            () => Array.from(document.querySelectorAll('#functions tr'), row =>
              [row.cells[0].textContent, row.cells[3].textContent])
            """)
        .forEach(row -> changes.put(row.get(0).asText(), row.get(1).asText()));
    return changes;
  }

  /** The share's growth, by the larger of both. */
  private static double change(List<String> path) {
    double before = 1.0 * BASES.getOrDefault(path, 0L) / BASES.get(List.of());
    double after = 1.0 * VALUES.getOrDefault(path, 0L) / VALUES.get(List.of());
    return (after - before) / Math.max(before, after);
  }

  private static double points(String label) {
    double before = 100.0 * BEFORE.matched(label::equals) / BEFORE.total();
    return 100.0 * AFTER.matched(label::equals) / AFTER.total() - before;
  }
}
