package io.flamelake.flamegraph.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.flamelake.flamegraph.html.BrowserTest.Box;
import io.flamelake.flamegraph.html.BrowserTest.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a recorded profile, used as people use it; what it says is summed anew here. */
class FlameGraphPageTest extends BrowserTest {
  private static final RecordedStacks PROFILE = RecordedStacks.read("go/cpu-00001.pb.gz", 1);
  private static final Map<List<String>, Long> VALUES = PROFILE.values();
  private static final long TOTAL = PROFILE.total();
  private static final int ROW_HEIGHT = 19;

  @BeforeEach
  void openPage() {
    write("page.html", PageText.of(PROFILE.rows()).html());
    open("page.html");
  }

  @Test
  void showsTheValueOfEveryNode() {
    Map<List<String>, Long> values = new HashMap<>();
    Map<List<String>, Long> selfs = new HashMap<>();
    for (Node node : nodes()) {
      values.put(node.path(), node.value());
      selfs.merge(node.path(), node.self(), Long::sum);
    }

    selfs.values().removeIf(self -> self == 0);
    assertThat(values).isEqualTo(VALUES);
    assertThat(selfs).isEqualTo(PROFILE.selfs());
  }

  @Test
  void tellsTheTotalAndTheSize() {
    String told = page.text("#where");

    assertThat(shownNanoseconds(told)).isCloseTo(TOTAL, withinPercentage(0.5));
    assertThat(told)
        .endsWith(" in %,d frames, %d levels deep".formatted(VALUES.size() - 1, PROFILE.deepest()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void findsWhatIsTyped(String scheme) {
    page.scheme(scheme).press("/").type("scan");

    assertMatched(FlameGraphPageTest::isScan);
    assertHighlighted(FlameGraphPageTest::isScan, scheme);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void findsWhatAnExpressionMatches(String scheme) {
    page.scheme(scheme).click("#search").type("/^runtime\\.(malloc|scan).*/");

    assertMatched(label -> label.matches("runtime\\.(malloc|scan).*"));
    assertHighlighted(label -> label.matches("runtime\\.(malloc|scan).*"), scheme);
  }

  @Test
  void saysWhatIsWrongWithAnExpression() {
    page.press("/").type("/(/");

    assertThat(page.text("#matched")).contains("Invalid regular expression");
    assertThat(page.attribute("#search", "aria-invalid")).isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void zoomsIntoWhatIsClicked(String scheme) {
    page.scheme(scheme);
    List<Node> nodes = nodes();
    Box clicked = boxAt(5);
    click(clicked);

    List<String> path = nodes.get(clicked.row()).path();
    long whole = PROFILE.value(path);
    String told = page.text("#where");
    assertThat(told).startsWith(clicked.label() + ": ");
    assertThat(told).contains(", %s of total in ".formatted(percent(whole, TOTAL)));
    assertThat(boxes()).anyMatch(box -> box.row() == clicked.row());
    for (Box box : boxes()) {
      List<String> of = nodes.get(box.row()).path();
      double share = of.size() < path.size() ? 1 : 1.0 * VALUES.get(of) / whole;
      assertThat(box.width()).isCloseTo(share * paneWidth(), within(1e-6 * paneWidth()));
    }
  }

  @Test
  void countsTheFunctionsOfTheZoomedPart() {
    Box clicked = boxAt(5);
    List<String> path = nodes().get(clicked.row()).path();
    click(clicked);

    RecordedStacks part = PROFILE.startingWith(path);
    for (List<String> row : functions()) {
      assertThat(row.get(1)).isEqualTo(percent(part.endingIn(row.get(0)), part.total()));
    }
  }

  @Test
  void goesBackAndForthBetweenZooms() {
    click(boxAt(3));
    click(boxAt(6));
    String zoomed = page.text("#where");
    page.click("#back");
    page.click("#back");
    assertThat(page.text("#where")).endsWith("levels deep");
    assertThat(page.attribute("#back", "disabled")).isNotNull();

    page.call("() => history.go(-2)");
    page.until("() => document.querySelector('#where').textContent.includes('of total')");
    assertThat(page.text("#where")).isEqualTo(zoomed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void putsTheRootAtTheBottom(String scheme) {
    page.scheme(scheme).click("#invert");

    assertThat(page.attribute("#invert", "aria-pressed")).isEqualTo("true");
    List<Node> nodes = nodes();
    double bottom = page.call("() => document.getElementById('pane').clientHeight").asDouble();
    assertThat(boxes()).isNotEmpty();
    for (Box box : boxes()) {
      int level = nodes.get(box.row()).path().size();
      assertThat(box.y()).isEqualTo(bottom - (level + 1) * ROW_HEIGHT);
    }
  }

  @Test
  void tellsWhatIsPointedAt() {
    Box box = boxAt(4);
    point(box);

    Node node = nodes().get(box.row());
    List<String> parent = node.path().subList(0, node.path().size() - 1);
    assertThat(page.text("#details strong")).isEqualTo(box.label());
    assertThat(details())
        .containsEntry("Total", percent(PROFILE.value(node.path()), TOTAL))
        .containsEntry("Self", percent(PROFILE.self(node.path()), TOTAL))
        .containsEntry("Of parent", percent(node.value(), PROFILE.value(parent)));
  }

  @Test
  void startsAsItsAddressSays() {
    Box box = boxAt(5);
    open("page.html#zoom=%d&search=scan&invert=1".formatted(box.row()));

    assertThat(page.text("#where")).startsWith(box.label() + ": ");
    assertThat(page.text("#matched"))
        .startsWith(percent(PROFILE.matched(FlameGraphPageTest::isScan), TOTAL) + " matched");
    assertThat(page.attribute("#invert", "aria-pressed")).isEqualTo("true");
  }

  private static boolean isScan(String label) {
    return label.toLowerCase(Locale.ROOT).contains("scan");
  }

  private void assertMatched(Predicate<String> wanted) {
    String told = page.text("#matched");
    long matched = PROFILE.matched(wanted);
    assertThat(told).startsWith(percent(matched, TOTAL) + " matched: ");
    assertThat(shownNanoseconds(told.substring(told.indexOf(':') + 2)))
        .isCloseTo(matched, withinPercentage(0.5));
    Set<String> labels =
        PROFILE.stacks().stream()
            .flatMap(stack -> stack.rootFirst().stream())
            .filter(wanted)
            .collect(Collectors.toSet());
    List<String> listed = new ArrayList<>();
    for (List<String> row : functions()) {
      String label = row.get(0);
      listed.add(label);
      assertThat(row.get(1)).isEqualTo(percent(PROFILE.endingIn(label), TOTAL));
      assertThat(row.get(2)).isEqualTo(percent(PROFILE.matched(label::equals), TOTAL));
    }
    assertThat(listed).containsExactlyInAnyOrderElementsOf(labels);
  }

  private void assertHighlighted(Predicate<String> wanted, String scheme) {
    List<Integer> highlight =
        scheme.equals("light") ? List.of(0x5b, 0x2a, 0x86) : List.of(0xff, 0xd2, 0x4a);
    List<Box> wide =
        boxes().stream()
            .filter(box -> box.row() > 0 && box.width() > 6)
            .sorted(Comparator.comparing(Box::row))
            .toList();

    assertThat(wide).anyMatch(box -> wanted.test(box.label()));
    for (Box box : wide) {
      assertThat(colour(box).equals(highlight)).as(box.label()).isEqualTo(wanted.test(box.label()));
    }
  }
}
