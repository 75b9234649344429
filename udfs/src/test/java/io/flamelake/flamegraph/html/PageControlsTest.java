package io.flamelake.flamegraph.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the page is used: with keys alone, in small windows, by ear; and what labels may hold. */
class PageControlsTest extends BrowserTest {
  private static final RecordedStacks PROFILE = RecordedStacks.read("java/cpu-00001.pb.gz", 0);

  @BeforeEach
  void openPage() {
    write("page.html", PageText.of(PROFILE.rows()).html());
    open("page.html");
  }

  @Test
  void walksAndZoomsWithKeys() {
    List<Node> nodes = nodes();
    page.call("() => document.getElementById('pane').focus()");
    page.press("ArrowDown").press("ArrowDown").press("ArrowDown");

    String label = nodes.get(2).path().getLast();
    assertThat(page.text("#details strong")).isEqualTo(label);
    assertThat(page.text("#spoken")).startsWith(label + ", Total ");

    page.press("Enter");
    assertThat(page.text("#where")).startsWith(label + ": ");
    assertThat(page.text("#details strong")).isEqualTo(label);

    page.press("ArrowDown");
    assertThat(page.text("#details strong")).isEqualTo(nodes.get(3).path().getLast());

    page.press("ArrowUp").press("ArrowUp").press("Enter");
    assertThat(page.text("#where")).startsWith(nodes.get(1).path().getLast() + ": ");

    page.press("Escape");
    assertThat(page.text("#where")).endsWith("levels deep");
  }

  @Test
  void walksTowardsTheLeavesAlsoIfTheRootIsAtTheBottom() {
    page.click("#invert");
    page.call("() => document.getElementById('pane').focus()");
    page.press("ArrowUp").press("ArrowUp");

    assertThat(page.text("#details strong")).isEqualTo(nodes().get(1).path().getLast());
  }

  @Test
  void reachesEveryControlWithTheTabKey() {
    List<String> expected = List.of("search", "invert", "list", "pane", "sheet");

    page.call("() => document.body.focus()");
    for (String id : expected) {
      page.press("Tab");
      assertThat(page.call("() => document.activeElement.id").asText()).isEqualTo(id);
    }
  }

  @Test
  void leavesTheBrowsersOwnKeysAlone() {
    page.click("#invert").pressWithControl("/");

    assertThat(page.call("() => document.activeElement.id").asText()).isEqualTo("invert");
  }

  @Test
  void namesEveryControl() {
    assertThat(page.namesByRole("button")).isNotEmpty().doesNotContain("");
    assertThat(page.namesByRole("searchbox"))
        .containsExactly("Search functions: text or /regular expression/");
    assertThat(page.namesByRole("application"))
        .singleElement()
        .asString()
        .startsWith("Flame graph");
    assertThat(page.namesByRole("table")).singleElement().asString().contains("functions");
    assertThat(page.namesByRole("columnheader")).hasSize(3);
  }

  @Test
  void tellsOfTheFrameThatScrollingBringsUnderTheMouse() {
    Box box = boxAt(4);
    point(box);
    String before = page.text("#details strong");
    wheel(box, 3 * 19);
    page.until("() => document.getElementById('pane').scrollTop === 57");

    assertThat(before).isEqualTo(box.label());
    double middle = box.x() + box.width() / 2;
    String under =
        boxes().stream()
            .filter(other -> Math.abs(other.y() - box.y()) < 10)
            .filter(other -> other.x() <= middle && middle < other.x() + other.width())
            .findFirst()
            .orElseThrow()
            .label();
    assertThat(page.text("#details strong")).isEqualTo(under);
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 500, 800, 1920})
  void fitsAnyWindow(int width) {
    page.sized(width, 700).settled();
    JsonNode widths =
        page.call(
            "({scrollWidth, clientWidth} = document.documentElement) => [scrollWidth,"
                + " clientWidth]");
    assertThat(widths.get(0)).isEqualTo(widths.get(1));

    double whole = boxes().getFirst().width();
    assertThat(whole).isCloseTo(paneWidth(), within(1e-6));
    assertThat(whole).isGreaterThan(width * 0.5);
  }

  /** What all functions of a package have in common must not push their own names out. */
  @Test
  void showsTheNameOfAFunctionWhereItsPackageDoesNotFit() {
    page.sized(820, 600).settled();
    JsonNode names =
        page.call(
            """
            () => Array.from(document.querySelectorAll('#functions button'), button => {
              const own = button.lastChild.getBoundingClientRect();
              const shown = button.getBoundingClientRect();
              const hidden = button.firstChild.getBoundingClientRect().top >= shown.bottom;
              return [button.children.length, hidden, own.top - shown.top, own.width];
            })
            """);

    int hidden = 0;
    for (JsonNode name : names) {
      hidden += name.get(0).asInt() > 1 && name.get(1).asBoolean() ? 1 : 0;
      assertThat(name.get(2).asDouble()).isZero();
      assertThat(name.get(3).asDouble()).isPositive();
    }
    assertThat(hidden).isPositive();
  }

  @Test
  void runsNothingThatALabelHolds() {
    write("hostile.html", PageText.of(PageSafetyTest.rows()).html());
    open("hostile.html");

    assertThat(nodes().stream().skip(1).map(node -> node.path().getLast()))
        .containsExactlyElementsOf(PageSafetyTest.HOSTILE);
    point(boxes().get(1));
    assertThat(page.text("#details strong")).isEqualTo(PageSafetyTest.HOSTILE.getFirst());
  }

  @Test
  void saysSoWhereThereAreNoSamples() {
    write("empty.html", PageText.of(List.of()).html());
    open("empty.html").press("/").type("x").press("Escape");

    assertThat(page.call("() => document.getElementById('nothing').offsetHeight").asInt())
        .isPositive();
  }
}
