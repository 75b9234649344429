package io.flamelake.udfs.flamegraph;

import static io.trino.testing.assertions.TrinoExceptionAssert.assertTrinoExceptionThrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.udfs.Engine;
import io.trino.spi.StandardErrorCode;
import io.trino.sql.query.QueryAssertions;
import org.junit.jupiter.api.Test;

/** The aggregates of this package as SQL sees them, in a Trino of this process. */
class FlameGraphFunctionsTest {
  private static final String STACKS =
      """
      (
        SELECT service, a, b,
          transform(split(stack, ';'), x -> CAST(ROW(x) AS ROW(function varchar))) AS frames
        FROM (VALUES
          ('one', 'read;load;main', 50, 10),
          ('one', 'parse;load;main', 4, 40),
          ('one', 'seek;load;main', 3, NULL),
          ('two', 'log;main', NULL, 6),
          ('two', 'idle', 9, 0),
          ('two', 'never', NULL, NULL)
        ) AS v (service, stack, a, b)
      )
      """;

  private static final QueryAssertions ENGINE = Engine.shared();

  @Test
  void flamegraphSumsWhatIsBeyondTheMaximumIntoOther() {
    assertThat(query("flamegraph(frames, a, 6)"))
        .isEqualTo(
            "[[[[0, total, 0, 66], [1, main, 0, 57], [2, load, 0, 57], [3, read, 50, 50],"
                + " [3, (other), 7, 7], [1, idle, 9, 9]]]]");
    assertThat(query("flamegraph(frames, a, 2)"))
        .isEqualTo("[[[[0, total, 0, 66], [1, (other), 66, 66]]]]");
    assertThat(query("flamegraph(frames, a, 1000) = flamegraph(frames, a)")).isEqualTo("[[true]]");
    assertThat(query("flamegraph(frames, a, NULL)")).isEqualTo("[[null]]");
  }

  @Test
  void flamegraphTakesAMaximumForEachGroup() {
    assertThat(
            rows(
                "SELECT service, flamegraph(frames, a, IF(service = 'one', 2, 3)) FROM "
                    + STACKS
                    + " GROUP BY service ORDER BY service"))
        .isEqualTo(
            "[[one, [[0, total, 0, 57], [1, (other), 57, 57]]],"
                + " [two, [[0, total, 0, 9], [1, idle, 9, 9]]]]");
  }

  @Test
  void flamegraphRefusesABadMaximum() {
    for (long maximum : new long[] {1, 0, -1, Long.MIN_VALUE + 1}) {
      fails(
          "flamegraph(frames, a, " + maximum + ")",
          "flamegraph: max_nodes must be at least 2, for the root and (other), not " + maximum);
    }
    fails("flamegraph(frames, a, 2 + a)", "must be the same in all rows of a group");
  }

  @Test
  void flamegraphDiffHasBothSidesAndTakesANullValueAsNothing() {
    assertThat(query("flamegraph_diff(frames, a, b)"))
        .isEqualTo(
            "[[[[0, total, 66, 0, 56, 0], [1, main, 57, 0, 56, 0], [2, load, 57, 0, 50, 0],"
                + " [3, read, 50, 50, 10, 10], [3, parse, 4, 4, 40, 40], [3, seek, 3, 3, 0, 0],"
                + " [2, log, 0, 0, 6, 6], [1, idle, 9, 9, 0, 0]]]]");
    assertThat(query("flamegraph_diff(frames, a, b, 'absolute') = flamegraph_diff(frames, a, b)"))
        .isEqualTo("[[true]]");
    assertThat(query("flamegraph_diff(frames, NULL, NULL)")).isEqualTo("[[null]]");
  }

  @Test
  void flamegraphDiffNormalisesByTotalAndByTime() {
    assertThat(query("flamegraph_diff(frames, b, a / 3, 'normalized')"))
        .isEqualTo(
            "[[[[0, total, 56, 0, 56, 0], [1, main, 56, 0, 48, 0], [2, load, 50, 0, 48, 0],"
                + " [3, read, 10, 10, 42, 42], [3, parse, 40, 40, 3, 3], [3, seek, 0, 0, 3, 3],"
                + " [2, log, 6, 6, 0, 0], [1, idle, 0, 0, 8, 8]]]]");
    assertThat(query("flamegraph_diff(frames, b, a, 10, 20)"))
        .isEqualTo(
            "[[[[0, total, 56, 0, 33, 0], [1, main, 56, 0, 29, 0], [2, load, 50, 0, 29, 0],"
                + " [3, parse, 40, 40, 2, 2], [3, read, 10, 10, 25, 25], [3, seek, 0, 0, 2, 2],"
                + " [2, log, 6, 6, 0, 0], [1, idle, 0, 0, 4, 4]]]]");
  }

  @Test
  void flamegraphDiffNamesItsFieldsAsGrafanaDoes() {
    assertThat(query("typeof(flamegraph_diff(frames, a, b))"))
        .isEqualTo(
            "[[array(row(level bigint, label varchar, value bigint, self bigint,"
                + " valueRight bigint, selfRight bigint))]]");
  }

  @Test
  void flamegraphDiffRefusesBadArguments() {
    fails(
        "flamegraph_diff(frames, a, b, 'relative')",
        "flamegraph_diff: mode must be 'absolute' or 'normalized', not 'relative'");
    fails(
        "flamegraph_diff(frames, a, b, 0, 1)",
        "flamegraph_diff: seconds must be above 0 and finite, not 0.0");
    fails(
        "flamegraph_diff(frames, a, b, 1, nan())",
        "flamegraph_diff: seconds must be above 0 and finite, not NaN");
    fails("flamegraph_diff(frames, a, b, 1, a)", "must be the same in all rows of a group");
    assertTrinoExceptionThrownBy(() -> query("flamegraph_diff(frames, a, b, 1e300, 1e-300)"))
        .hasErrorCode(StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE);
  }

  @Test
  void flamegraphHtmlIsAPageOfTheWholeGraph() {
    String page = text("flamegraph_html(frames, a, '</title><script>x', 'bytes')");

    assertThat(page)
        .startsWith("<!doctype html>")
        .endsWith("</html>\n")
        .contains("<h1>&#x3c;/title&#x3e;&#x3c;script&#x3e;x</h1>", "\"unit\":\"bytes\"")
        .contains("\"total\"", "\"main\"", "\"read\"", "\"seek\"");
    assertThat(text("flamegraph_html(frames, a, 'CPU')")).contains("<h1>CPU</h1>");
    assertThat(text("flamegraph_html(frames, a)"))
        .contains("<h1>Flame graph</h1>", "\"unit\":\"count\"");
    assertThat(query("flamegraph_html(frames, NULL)")).isEqualTo("[[null]]");
  }

  @Test
  void flamegraphHtmlOfTwoValuesIsAPageThatComparesThem() {
    assertThat(text("flamegraph_html(frames, a, b, 'Two', 'bytes')"))
        .contains("<h1>Two</h1>", "\"self\":[0,0,0,10,40,0,6,0]", "\"base\":[0,0,0,50,4,3,0,9]");
  }

  @Test
  void flamegraphSvgIsAPictureOfTheWholeGraph() {
    assertThat(text("flamegraph_svg(frames, a, 'a<b', 'bytes')"))
        .startsWith("<svg ")
        .endsWith("</svg>\n")
        .contains("<title>a&#x3c;b</title>", "<title>read: 50 bytes (75.76%), self 50 bytes<");
    assertThat(text("flamegraph_svg(frames, a, 'CPU')")).contains("<title>CPU</title>");
    assertThat(text("flamegraph_svg(frames, a)"))
        .contains("<title>Flame graph</title>", "<title>idle: 9 (13.64%), self 9<");
    assertThat(query("flamegraph_svg(frames, NULL)")).isEqualTo("[[null]]");
  }

  @Test
  void pagesAndPicturesRefuseTitlesThatDiffer() {
    fails("flamegraph_html(frames, a, service)", "must be the same in all rows of a group");
    fails("flamegraph_svg(frames, a, service, 'x')", "must be the same in all rows of a group");
  }

  private static String text(String expression) {
    return ENGINE.execute("SELECT " + expression + " FROM " + STACKS).getOnlyValue().toString();
  }

  private static String query(String expression) {
    return rows("SELECT " + expression + " FROM " + STACKS);
  }

  private static String rows(String sql) {
    return ENGINE.execute(sql).getMaterializedRows().toString();
  }

  private static void fails(String expression, String message) {
    assertTrinoExceptionThrownBy(() -> query(expression))
        .hasErrorCode(StandardErrorCode.INVALID_FUNCTION_ARGUMENT)
        .hasMessageContaining(message);
  }
}
