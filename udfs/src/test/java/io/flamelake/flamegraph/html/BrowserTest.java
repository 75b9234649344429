package io.flamelake.flamegraph.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Opens pages in a browser, which all tests of the class share, and reads what they show. */
abstract class BrowserTest {
  private static final Map<String, Double> NANOSECONDS =
      Map.of("ns", 1e0, "\u00b5s", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9, "h", 3600e9);
  private static final Pattern AMOUNT = Pattern.compile("([0-9.,]+) (\\S+?)(?:[;, ].*)?");

  @TempDir private static Path folder;
  private static Chromium browser;

  protected BrowserPage page;
  private final List<Node> nodes = new ArrayList<>();

  /** A node of the graph that the page holds: its labels from the root's child on. */
  record Node(List<String> path, long self, long value, long baseSelf, long baseValue) {}

  /** A drawn box of a node, in pixels of the pane. */
  record Box(int row, String label, double x, double y, double width) {}

  @BeforeAll
  static void startBrowser() {
    browser = Chromium.start(folder.resolve("profile"));
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  final void newPage() {
    page = browser.newPage();
  }

  @AfterEach
  final void closePage() {
    List<String> complaints = page.complaints();
    page.close();
    assertThat(complaints).isEmpty();
  }

  static void write(String name, String html) {
    try {
      Files.writeString(folder.resolve(name), html);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As many of the first digits as a page shows of it. */
  static double shownNanoseconds(String amount) {
    Matcher matcher = AMOUNT.matcher(amount);
    assertThat(matcher.matches()).as(amount).isTrue();
    return Double.parseDouble(matcher.group(1).replace(",", ""))
        * NANOSECONDS.get(matcher.group(2));
  }

  static String percent(long part, long whole) {
    double percent = 100.0 * part / whole;
    return part != 0 && percent < 0.01 ? "<0.01%" : String.format(Locale.ROOT, "%.2f%%", percent);
  }

  BrowserPage open(String nameAndFragment) {
    nodes.clear();
    return page.open(folder.toUri().resolve(nameAndFragment));
  }

  /** All nodes of the page depth first, read once: the number of one is its row. */
  List<Node> nodes() {
    if (!nodes.isEmpty()) {
      return nodes;
    }
    List<String> path = new ArrayList<>();
    for (JsonNode row : page.call("() => flamelake.rows")) {
      int level = row.get("level").asInt();
      path = new ArrayList<>(path.subList(0, Math.max(level - 1, 0)));
      if (level > 0) {
        path.add(row.get("label").asText());
      }
      nodes.add(
          new Node(
              List.copyOf(path),
              row.get("self").asLong(),
              row.get("value").asLong(),
              row.path("baseSelf").asLong(),
              row.path("baseValue").asLong()));
    }
    return nodes;
  }

  List<Box> boxes() {
    List<Box> boxes = new ArrayList<>();
    for (JsonNode box : page.call("() => flamelake.visible()")) {
      boxes.add(
          new Box(
              box.get("row").asInt(),
              box.get("label").asText(),
              box.get("x").asDouble(),
              box.get("y").asDouble(),
              box.get("width").asDouble()));
    }
    return boxes;
  }

  /** The widest box of a level. */
  Box boxAt(int level) {
    List<Node> nodes = nodes();
    return boxes().stream()
        .filter(box -> nodes.get(box.row()).path().size() == level)
        .reduce((one, other) -> other.width() > one.width() ? other : one)
        .orElseThrow();
  }

  void point(Box box) {
    JsonNode at = middle(box);
    page.point(at.get(0).asDouble(), at.get(1).asDouble());
  }

  void click(Box box) {
    JsonNode at = middle(box);
    page.click(at.get(0).asDouble(), at.get(1).asDouble());
  }

  /** Turns the mouse's wheel over a box. */
  void wheel(Box box, double pixelsDown) {
    JsonNode at = middle(box);
    page.wheel(at.get(0).asDouble(), at.get(1).asDouble(), pixelsDown);
  }

  double paneWidth() {
    return page.call("() => document.getElementById('pane').clientWidth").asDouble();
  }

  /** Red, green and blue at the left end of a box, where no letter stands. */
  List<Integer> colour(Box box) {
    JsonNode colour =
        page.call(
            """
            (x, y) => Array.from(document.querySelector('canvas').getContext('2d')
              .getImageData(x, y, 1, 1).data)
            """,
            Math.ceil(box.x()) + 1,
            Math.ceil(box.y()) + 3);
    return List.of(colour.get(0).asInt(), colour.get(1).asInt(), colour.get(2).asInt());
  }

  /** The table's rows: function, and the percentages of self and total. */
  List<List<String>> functions() {
    JsonNode rows =
        page.call(
            """
            () => Array.from(document.querySelectorAll('#functions tr'), row =>
              [row.querySelector('th').textContent,
                ...Array.from(row.querySelectorAll('td span'), cell => cell.textContent)])
            """);
    List<List<String>> functions = new ArrayList<>();
    rows.forEach(
        row ->
            functions.add(List.of(row.get(0).asText(), row.get(1).asText(), row.get(2).asText())));
    return functions;
  }

  /** The percentages of what is pointed at, by what they are of. */
  Map<String, String> details() {
    JsonNode lines =
        page.call(
            """
            () => Array.from(document.querySelectorAll('#details tr'), line =>
              [line.cells[0].textContent, line.cells[2].textContent])
            """);
    Map<String, String> details = new HashMap<>();
    lines.forEach(line -> details.put(line.get(0).asText(), line.get(1).asText()));
    return details;
  }

  private JsonNode middle(Box box) {
    return page.call(
        """
        (x, y) => {
          const pane = document.getElementById('pane').getBoundingClientRect();
          return [pane.left + x, pane.top + y];
        }
        """,
        box.x() + box.width() / 2,
        box.y() + 9);
  }
}
