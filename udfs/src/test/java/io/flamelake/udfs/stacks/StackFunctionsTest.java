package io.flamelake.udfs.stacks;

import static io.trino.testing.assertions.TrinoExceptionAssert.assertTrinoExceptionThrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.udfs.Engine;
import io.trino.spi.StandardErrorCode;
import io.trino.sql.query.QueryAssertions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The functions on stacks, labels and values as SQL sees them, in a Trino of this process. */
class StackFunctionsTest {
  /** memcpy is inlined into copy, copy into handle; each stack's leaf comes first. */
  private static final String STACKS =
      """
      (VALUES
        (1, ARRAY[
          f('memcpy(void*)', 'string.h', 7, 'app', 'native', true),
          f('ns::copy', 'copy.cc', 8, 'app', 'native', true),
          f('ns::handle', 'app.cc', 9, 'app', 'native', false),
          f('main', 'app.cc', 1, 'app', 'native', false)]),
        (2, ARRAY[
          f(NULL, NULL, NULL, '/lib/libc.so.6', 'native', false),
          f('net/http.(*conn).serve', '/go/http/server.go', 3, 'app', 'go', false),
          f('net/http.HandlerFunc.ServeHTTP', '/go/http/server.go', 4, 'app', 'go', false),
          f('main.main', '/src/main.go', 5, 'app', 'go', false)]),
        (3, ARRAY[]),
        (4, ARRAY[NULL, f('main', NULL, NULL, NULL, NULL, NULL)]),
        (5, NULL)
      ) AS t (id, frames)
      """;

  private static final QueryAssertions ENGINE = Engine.shared();

  @Test
  void focusAndIgnoreLookAtFunctionFileAndMapping() {
    assertThat(each("stack_focus(frames, 'copy\\.cc')"))
        .isEqualTo("[true, false, false, false, null]");
    assertThat(each("stack_focus(frames, 'libc')")).isEqualTo("[false, true, false, false, null]");
    assertThat(each("stack_ignore(frames, '^main$')"))
        .isEqualTo("[true, false, false, true, null]");
    assertThat(each("stack_focus(frames, '')")).isEqualTo("[true, true, true, true, null]");
    assertThat(each("stack_ignore(frames, '')")).isEqualTo("[false, false, false, false, null]");
  }

  @Test
  void filtersKeepTheFramesThatPprofKeeps() {
    assertThat(folded("hide_frames(frames, 'http|libc')"))
        .isEqualTo("[main;ns::handle;ns::copy;memcpy(void*), main.main, , main;[unknown], null]");
    assertThat(folded("show_frames(frames, 'app\\.cc|libc')"))
        .isEqualTo("[main;ns::handle, , , , null]");
    assertThat(folded("show_from(frames, 'copy|\\.serve$')"))
        .isEqualTo("[ns::copy;memcpy(void*), net/http.(*conn).serve;[unknown], , , null]");
    assertThat(folded("prune_from(frames, 'copy$|ServeHTTP$')"))
        .isEqualTo(
            "[main;ns::handle;ns::copy,"
                + " main.main;net/http.HandlerFunc.ServeHTTP, ,"
                + " main;[unknown], null]");
    for (String filter : List.of("hide_frames", "show_frames", "show_from", "prune_from")) {
      assertThat(each("cardinality(" + filter + "(frames, ''))")).isEqualTo("[4, 4, 0, 2, null]");
    }
  }

  @Test
  void filteredFramesKeepTheirFieldsAndTheirLocations() {
    assertThat(
            query(
                "SELECT transform(hide_frames(frames, 'handle'), f -> ROW(f.function, f.file,"
                    + " f.line, f.kind, f.inlined)) FROM "
                    + STACKS
                    + " WHERE id = 1"))
        .isEqualTo(
            "[[[[memcpy(void*), string.h, 7, native, true], [ns::copy, copy.cc, 8, native, false],"
                + " [main, app.cc, 1, native, false]]]]");
  }

  @Test
  void filtersChain() {
    assertThat(
            folded(
                "invert_frames(truncate_frames(show_from(hide_frames(frames, '^main'), 'n'),"
                    + " 2))"))
        .isEqualTo(
            "[ns::copy;ns::handle,"
                + " net/http.(*conn).serve;net/http.HandlerFunc.ServeHTTP, , , null]");
  }

  @Test
  void truncatesFromTheRootAndInverts() {
    assertThat(folded("truncate_frames(frames, 1)")).isEqualTo("[main, main.main, , main, null]");
    assertThat(each("cardinality(truncate_frames(frames, 0))")).isEqualTo("[0, 0, 0, 0, null]");
    assertThat(folded("truncate_frames(frames, 99)")).isEqualTo(folded("frames"));
    assertThat(folded("invert_frames(invert_frames(frames))")).isEqualTo(folded("frames"));
    assertThat(folded("invert_frames(frames)"))
        .startsWith("[memcpy(void*);ns::copy;ns::handle;main, ");
  }

  @Test
  void groupsNeighbours() {
    assertThat(folded("group_frames(frames, 'file')"))
        .isEqualTo(
            "[app.cc;copy.cc;string.h, /src/main.go;/go/http/server.go;[libc.so.6], , [unknown],"
                + " null]");
    assertThat(folded("group_frames(frames, 'package')"))
        .isEqualTo("[[app];ns;[app], main;net/http;[libc.so.6], , [unknown], null]");
    assertThat(folded("group_frames(frames, 'mapping')"))
        .isEqualTo("[app, app;libc.so.6, , [unknown], null]");
    assertThat(each("element_at(group_frames(frames, 'line'), 1).function"))
        .startsWith("[memcpy(void*) string.h:7, ");
    assertThat(each("stack_contains(frames, 'net/http', 'package')"))
        .isEqualTo("[false, true, false, false, null]");
    assertThat(each("stack_contains(frames, 'main', 'function')"))
        .isEqualTo("[true, false, false, true, null]");
  }

  @Test
  void groupedAndFilteredFramesGoIntoAFlameGraph() {
    assertThat(
            query(
                "SELECT flamegraph(group_frames(hide_frames(frames, 'http'), 'package'), 1) FROM "
                    + STACKS
                    + " WHERE id < 3"))
        .isEqualTo(
            "[[[[0, total, 0, 2], [1, [app], 0, 1], [2, ns, 0, 1], [3, [app], 1, 1], [1, main, 0,"
                + " 1], [2, [libc.so.6], 1, 1]]]]");
  }

  @Test
  void framesMayLackFields() {
    String frames = "ARRAY[CAST(ROW('a.B.c') AS ROW(function varchar))]";
    assertThat(
            query(
                ("VALUES (stack_focus(%1$s, 'B'), hide_frames(%1$s, 'B'),"
                        + " group_frames(%1$s, 'package'), group_frames(%1$s, 'file'),"
                        + " show_from(ARRAY[], 'a'), group_frames(ARRAY[NULL], 'file'))")
                    .formatted(frames)))
        .isEqualTo("[[true, [], [[a]], [[[unknown]]], [], [null]]]");
  }

  @Test
  void labelsMatchASelector() {
    assertThat(
            query(
                "SELECT label_match(MAP(ARRAY['job', 'env'], ARRAY['a', NULL]), s) FROM (VALUES"
                    + " '{job=\"a\",env=~\"prod.*\"}', '{job=~\"a|b\",env=\"\"}', '{}', NULL) AS t"
                    + " (s)"))
        .isEqualTo("[[false], [true], [true], [null]]");
  }

  @Test
  void profileTypesGiveTheirPartsAndValuesTheirUnits() {
    assertThat(
            query(
                "SELECT t.profile_name, t.period_type, format_value(1250000000, t.sample_unit) FROM"
                    + " (SELECT parse_profile_type('process_cpu:cpu:nanoseconds::') AS t)"))
        .isEqualTo("[[process_cpu, null, 1.25s]]");
  }

  @Test
  void refusesBadArguments() {
    String frames = "ARRAY[CAST(ROW('f') AS ROW(function varchar))]";
    for (String call :
        List.of(
            "stack_focus(%s, '(')",
            "stack_ignore(%s, '[')",
            "hide_frames(%s, 'a**')",
            "prune_from(%s, '(?=a)')",
            "truncate_frames(%s, -1)",
            "group_frames(%s, 'colour')",
            "stack_contains(%s, 'f', 'Function')",
            "show_frames(ARRAY[1], 'a')",
            "show_from(ARRAY[CAST(ROW('f', 1) AS ROW(function varchar, file bigint))], 'a')",
            "invert_frames(ARRAY['a'])",
            "parse_profile_type('cpu')",
            "label_match(MAP(), '{')")) {
      assertTrinoExceptionThrownBy(() -> query("SELECT " + call.formatted(frames)))
          .as(call)
          .hasErrorCode(StandardErrorCode.INVALID_FUNCTION_ARGUMENT);
    }
  }

  @Test
  void describesEveryFunction() {
    Set<String> names =
        Set.of(
            "format_value",
            "group_frames",
            "hide_frames",
            "invert_frames",
            "label_match",
            "parse_profile_type",
            "prune_from",
            "show_frames",
            "show_from",
            "stack_contains",
            "stack_focus",
            "stack_ignore",
            "truncate_frames");
    assertThat(
            ENGINE.getQueryRunner().execute("SHOW FUNCTIONS").getMaterializedRows().stream()
                .filter(row -> names.contains(row.getField(0)))
                .filter(row -> row.getField(5).toString().length() > 40)
                .map(row -> row.getField(0).toString()))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  private static String folded(String frames) {
    return each("fold(" + frames + ")");
  }

  /** The values of an expression for each stack. */
  private static String each(String expression) {
    return ENGINE
        .execute(expand("SELECT " + expression + " FROM " + STACKS + " ORDER BY id"))
        .getMaterializedRows()
        .stream()
        .map(row -> row.getField(0))
        .toList()
        .toString();
  }

  private static String query(String sql) {
    return ENGINE.execute(expand(sql)).getMaterializedRows().toString();
  }

  /** Spells f(function, file, line, mapping, kind, inlined) out as a frame of the table's type. */
  private static String expand(String sql) {
    return sql.replaceAll(
        "\\bf\\(((?:'[^']*'|NULL)), ([^,]+), ([^,]+), ([^,]+), ([^,]+), (\\w+)\\)",
        "CAST(ROW($1, NULL, $2, $3, NULL, NULL, $4, NULL, NULL, $5, $6) AS ROW(function varchar,"
            + " system_name varchar, file varchar, line bigint, \"column\" bigint, start_line"
            + " bigint, mapping varchar, build_id varchar, address bigint, kind varchar, inlined"
            + " boolean))");
  }
}
