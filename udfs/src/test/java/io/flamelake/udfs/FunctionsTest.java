package io.flamelake.udfs;

import static io.trino.testing.assertions.TrinoExceptionAssert.assertTrinoExceptionThrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.trino.spi.StandardErrorCode;
import io.trino.sql.query.QueryAssertions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The functions as SQL sees them, in a Trino of this process. */
class FunctionsTest {
  private static final String STACKS =
      """
      (VALUES
        ('one', ARRAY[f('read'), f('main')], 5),
        ('one', ARRAY[a('/usr/lib/libc.so.6', 255), f('main')], 2),
        ('two', ARRAY[a(NULL, -1), NULL, f('main'), f('main')], 3),
        ('two', NULL, 9),
        ('two', ARRAY[f('never')], NULL),
        ('two', ARRAY[f('a;b')], 1)
      ) AS t (service, frames, value)
      """;

  private static final QueryAssertions ENGINE = Engine.shared();

  @Test
  void flamegraphMergesStacksAndSkipsNulls() {
    assertThat(query("SELECT flamegraph(frames, value) FROM " + STACKS))
        .isEqualTo(
            "[[[[0, total, 0, 11], [1, main, 0, 10], [2, read, 5, 5], [2, main, 0, 3],"
                + " [3, [unknown], 0, 3], [4, 0xffffffffffffffff, 3, 3], [2, libc.so.6+0xff, 2, 2],"
                + " [1, a;b, 1, 1]]]]");
  }

  @Test
  void flamegraphGroups() {
    assertThat(
            query(
                "SELECT service, flamegraph(frames, value) FROM (SELECT * FROM "
                    + STACKS
                    + " WHERE value <> 3) GROUP BY service ORDER BY service"))
        .isEqualTo(
            "[[one, [[0, total, 0, 7], [1, main, 0, 7], [2, read, 5, 5], [2, libc.so.6+0xff, 2,"
                + " 2]]], [two, [[0, total, 0, 1], [1, a;b, 1, 1]]]]");
  }

  @Test
  void flamegraphOfNoRowsIsNull() {
    assertThat(query("SELECT flamegraph(frames, value) FROM " + STACKS + " WHERE value > 99"))
        .isEqualTo("[[null]]");
  }

  @Test
  void flamegraphUnnestsToColumnsWithNames() {
    assertThat(
            query(
                "SELECT max(level), max_by(label, value), sum(self), max(value)"
                    + " FROM (SELECT flamegraph(frames, value) AS graph FROM "
                    + STACKS
                    + ") CROSS JOIN UNNEST(graph) AS g (level, label, self, value)"))
        .isEqualTo("[[4, total, 11, 11]]");
  }

  @Test
  void flamegraphRefusesASumOutOfRange() {
    fails(
        "SELECT flamegraph(ARRAY[f('x')], v) FROM (VALUES 9223372036854775807, 1) AS t (v)",
        StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
        "flamegraph: a sum of values is out of the range of bigint");
  }

  @Test
  void frameLabelPrefersTheFunctionThenTheAddressInTheMapping() {
    assertThat(
            query(
                "VALUES (frame_label(f('g')), frame_label(f('')), frame_label(a('/x/y', 16)),"
                    + " frame_label(a(NULL, 16)), frame_label(NULL))"))
        .isEqualTo("[[g, [unknown], y+0x10, 0x10, null]]");
  }

  @Test
  void foldJoinsFromTheRootAndCleansLabels() {
    assertThat(query("SELECT fold(frames) FROM " + STACKS + " ORDER BY value NULLS FIRST"))
        .isEqualTo(
            "[[never], [a:b], [main;libc.so.6+0xff], [main;main;[unknown];0xffffffffffffffff],"
                + " [main;read], [null]]");
    assertThat(query("VALUES (fold(ARRAY[]), fold(ARRAY[NULL]))")).isEqualTo("[[, [unknown]]]");
  }

  @Test
  void frameLabelsKeepRecursionAndDistinctFunctionsDoNot() {
    String frames = "ARRAY[f('b'), f('a'), f('b'), f('a'), a(NULL, 1)]";
    assertThat(query("VALUES (frame_labels(%1$s), distinct_functions(%1$s))".formatted(frames)))
        .isEqualTo("[[[b, a, b, a, 0x1], [b, a, 0x1]]]");
  }

  @Test
  void aFrameMayHaveOtherFieldsInAnotherOrder() {
    assertThat(
            query(
                "VALUES frame_label(CAST(ROW(1, 7, 'lib') AS ROW(colour integer, address bigint,"
                    + " function varchar))), frame_label(CAST(ROW(1, 7, NULL) AS ROW(colour"
                    + " integer, address bigint, function varchar)))"))
        .isEqualTo("[[lib], [0x7]]");
  }

  @Test
  void refusesWhatAreNoFrames() {
    String wanted = "A frame must be a row(function varchar, mapping varchar, address bigint, ...)";
    for (String call :
        List.of(
            "flamegraph(ARRAY[1], 1)",
            "fold(ARRAY['a'])",
            "frame_labels(ARRAY[ROW(1)])",
            "distinct_functions(ARRAY[2])",
            "frame_label(CAST(ROW(1) AS ROW(function bigint)))",
            "frame_label(CAST(ROW('f', 'x') AS ROW(function varchar, address varchar)))")) {
      fails("SELECT " + call, StandardErrorCode.INVALID_FUNCTION_ARGUMENT, wanted);
    }
  }

  @Test
  void describesEveryFunction() {
    String names = "'flamegraph', 'fold', 'frame_label', 'frame_labels', 'distinct_functions'";
    assertThat(
            ENGINE.getQueryRunner().execute("SHOW FUNCTIONS").getMaterializedRows().stream()
                .filter(row -> names.contains("'" + row.getField(0) + "'"))
                .map(row -> row.getField(5).toString().length() > 20))
        .hasSizeGreaterThanOrEqualTo(5)
        .containsOnly(true);
  }

  private static String query(String sql) {
    return ENGINE.execute(expand(sql)).getMaterializedRows().toString();
  }

  private static void fails(String sql, StandardErrorCode code, String message) {
    assertTrinoExceptionThrownBy(() -> query(sql)).hasErrorCode(code).hasMessageContaining(message);
  }

  /** Spells f('function') and a(mapping, address) out as frames of the table's type. */
  private static String expand(String sql) {
    String cast =
        "CAST(ROW(%s) AS ROW(function varchar, system_name varchar, file varchar, line bigint,"
            + " \"column\" bigint, start_line bigint, mapping varchar, build_id varchar, address"
            + " bigint, kind varchar, inlined boolean))";
    String nulls = ", NULL, NULL, NULL, NULL, NULL, ";
    return sql.replaceAll(
            "\\bf\\(('[^']*')\\)", cast.formatted("$1" + nulls + "NULL, NULL, NULL, NULL, NULL"))
        .replaceAll(
            "\\ba\\(([^,()]+), ([^()]+)\\)",
            cast.formatted("NULL" + nulls + "$1, NULL, $2, NULL, NULL"));
  }
}
