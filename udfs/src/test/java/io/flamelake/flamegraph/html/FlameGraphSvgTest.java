package io.flamelake.flamegraph.html;

import static io.flamelake.flamegraph.html.SampleRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flamelake.flamegraph.FlameGraphRow;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads pictures with the platform's XML parser. */
class FlameGraphSvgTest {
  private static final List<FlameGraphRow> ROWS =
      List.of(
          row(0, "total", 0, 100),
          row(1, "main", 10, 75),
          row(2, "example.com/load", 65, 65),
          row(1, "(other)", 25, 25));

  @Test
  void drawsBoxesAsWideAsTheirValuesWithinTheirParents() {
    List<Element> boxes = boxes(parse(svg(ROWS, "CPU", "nanoseconds")));

    assertThat(boxes).extracting(FlameGraphSvgTest::width).containsExactly(1180., 885., 767., 295.);
    assertThat(boxes).extracting(box -> number(box, "x")).containsExactly(10., 10., 10., 895.);
    assertThat(boxes).extracting(box -> number(box, "y")).containsExactly(44., 62., 80., 62.);
    assertThat(boxes)
        .extracting(box -> box.getElementsByTagName("title").item(0).getTextContent())
        .containsExactly(
            "total: 100 nanoseconds (100.0%), self 0 nanoseconds",
            "main: 75 nanoseconds (75.0%), self 10 nanoseconds",
            "example.com/load: 65 nanoseconds (65.0%), self 65 nanoseconds",
            "(other): 25 nanoseconds (25.0%), self 25 nanoseconds");
  }

  @Test
  void tellsTheTitleAndTheTotal() {
    Element picture = parse(svg(ROWS, "CPU", "count"));

    assertThat(texts(picture)).startsWith("CPU", "100", "total", "main");
    assertThat(picture.getAttribute("height")).isEqualTo("108");
    assertThat(texts(parse(svg(List.of(), "CPU", "count")))).containsExactly("CPU", "No samples");
  }

  @Test
  void cutsLabelsAndLeavesOutWhatIsTooNarrow() {
    List<FlameGraphRow> rows =
        List.of(
            row(0, "total", 0, 100_000),
            row(1, "\ud83d\udd25".repeat(500), 99_950, 99_950),
            row(1, "narrow", 45, 45),
            row(1, "narrower", 5, 5));
    Element picture = parse(svg(rows, "t", ""));

    assertThat(boxes(picture)).hasSize(3);
    assertThat(texts(picture)).contains("1 narrower than 0.1 px not drawn");
    assertThat(texts(picture).getLast()).matches("(\ud83d\udd25){100,160}\u2026");
  }

  @Test
  void leavesAPathOutBeforeItCutsALabel() {
    String path = "example.com/".repeat(20);
    List<FlameGraphRow> rows =
        List.of(
            row(0, "total", 0, 2),
            row(1, path + "load", 1, 1),
            row(1, path + "x".repeat(200), 1, 1));

    assertThat(texts(parse(svg(rows, "t", ""))))
        .contains("load")
        .last()
        .asString()
        .matches("x{70,}\u2026");
  }

  @Test
  void keepsHostileTextAsTextAndAsksForNothing() {
    List<FlameGraphRow> rows = new ArrayList<>();
    rows.add(row(0, "total", 0, PageSafetyTest.HOSTILE.size()));
    PageSafetyTest.HOSTILE.forEach(label -> rows.add(row(1, label, 1, 1)));
    for (String hostile : PageSafetyTest.HOSTILE) {
      String svg = svg(rows, hostile, hostile);
      Element picture = parse(svg);

      assertThat(svg)
          .matches("[\\n -~]*")
          .doesNotContain("<script", "<style", "<image", "<a ", "href", "url(", "onerror=\"");
      assertThat(boxes(picture)).hasSize(PageSafetyTest.HOSTILE.size() + 1);
      assertThat(picture.getElementsByTagName("*").getLength())
          .isEqualTo(parse(svg(rows, "plain", "count")).getElementsByTagName("*").getLength());
    }
    List<Element> boxes = boxes(parse(svg(rows, "plain", "count")));
    for (int at = 0; at < PageSafetyTest.HOSTILE.size(); at++) {
      String label = PageSafetyTest.HOSTILE.get(at).replaceAll("[\\p{Cc}\\p{Cs}]", "\ufffd");
      assertThat(boxes.get(at + 1).getElementsByTagName("title").item(0).getTextContent())
          .startsWith(label + ": 1");
    }
  }

  @Test
  void namesNoCharacterThatXmlDoesNotKnow() {
    String all = "\ufffe\uffff\u0000\u001f\u007f\ufdd0\ud83f\udfff";

    assertThat(texts(parse(svg(List.of(), all, ""))))
        .contains("\ufffd".repeat(5) + all.substring(5));
  }

  @Test
  void keepsBoxesWithinTheirParentsWhereAmountsAreNegative() {
    List<FlameGraphRow> rows =
        List.of(row(0, "total", 0, 5), row(1, "a", -10, -2), row(2, "b", 8, 8), row(1, "c", 7, 7));
    List<Element> boxes = boxes(parse(svg(rows, "t", "bytes")));

    assertThat(boxes.stream().mapToDouble(FlameGraphSvgTest::width).toArray())
        .containsExactly(new double[] {1180, 629.33, 629.33, 550.67}, within(0.01));
  }

  private static String svg(List<FlameGraphRow> rows, String title, String unit) {
    StringBuilder out = new StringBuilder();
    try {
      FlameGraphSvg.write(rows.iterator(), title, unit, out);
    } catch (IOException e) {
      throw new AssertionError("a string builder does not fail", e);
    }
    return out.toString();
  }

  private static Element parse(String svg) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg)))
          .getDocumentElement();
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new AssertionError(svg, e);
    }
  }

  private static List<Element> boxes(Element picture) {
    return elements(picture.getElementsByTagName("svg"));
  }

  private static List<String> texts(Element picture) {
    return elements(picture.getElementsByTagName("text")).stream()
        .map(Element::getTextContent)
        .toList();
  }

  private static List<Element> elements(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int at = 0; at < nodes.getLength(); at++) {
      elements.add((Element) nodes.item(at));
    }
    return elements;
  }

  private static double width(Element box) {
    return number(box, "width");
  }

  private static double number(Element box, String attribute) {
    return Double.parseDouble(box.getAttribute(attribute));
  }
}
