package io.flamelake.udfs.callgraph;

import static io.trino.testing.assertions.TrinoExceptionAssert.assertTrinoExceptionThrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.udfs.Engine;
import io.trino.spi.StandardErrorCode;
import io.trino.sql.query.QueryAssertions;
import org.junit.jupiter.api.Test;

/** The call graph as SQL sees it, in a Trino of this process. */
class CallGraphFunctionTest {
  private static final String STACKS =
      """
      (SELECT service, transform(labels, label -> CAST(ROW(label) AS row(function varchar))), value
      FROM (VALUES
        ('one', ARRAY['read', 'main'], 5),
        ('one', ARRAY['read', 'read', 'main'], 2),
        ('two', ARRAY[NULL, 'main'], 3),
        ('two', ARRAY[], 8),
        ('two', NULL, 9),
        ('two', ARRAY['never'], NULL)) AS t (service, labels, value)
      ) AS t (service, frames, value)
      """;

  private static final QueryAssertions ENGINE = Engine.shared();

  @Test
  void callgraphSumsStacksByTheCallsThatTheyHold() {
    assertThat(query("SELECT callgraph(frames, value) FROM " + STACKS))
        .isEqualTo(
            "[[[[null, main, 10], [main, read, 7], [main, [unknown], 3], [read, read, 2]]]]");
  }

  @Test
  void callgraphGroups() {
    assertThat(
            query(
                "SELECT service, callgraph(frames, value) FROM "
                    + STACKS
                    + " GROUP BY service ORDER BY service"))
        .isEqualTo(
            "[[one, [[null, main, 7], [main, read, 7], [read, read, 2]]],"
                + " [two, [[null, main, 3], [main, [unknown], 3]]]]");
  }

  @Test
  void callgraphOfNoRowsIsNull() {
    assertThat(query("SELECT callgraph(frames, value) FROM " + STACKS + " WHERE value > 99"))
        .isEqualTo("[[null]]");
  }

  @Test
  void callgraphRefusesWhatAreNoFramesAndSumsOutOfRange() {
    assertTrinoExceptionThrownBy(() -> query("SELECT callgraph(ARRAY[1], 1)"))
        .hasErrorCode(StandardErrorCode.INVALID_FUNCTION_ARGUMENT);
    assertTrinoExceptionThrownBy(
            () ->
                query(
                    "SELECT callgraph(ARRAY[CAST(ROW('f') AS row(function varchar))], v)"
                        + " FROM (VALUES 9223372036854775807, 1) AS t (v)"))
        .hasErrorCode(StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE)
        .hasMessageContaining("callgraph: a sum of values is out of the range of bigint");
  }

  private static String query(String sql) {
    return ENGINE.execute(sql).getMaterializedRows().toString();
  }
}
