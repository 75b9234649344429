package io.flamelake.udfs.demangle;

import static io.trino.testing.assertions.TrinoExceptionAssert.assertTrinoExceptionThrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.udfs.Engine;
import io.trino.spi.StandardErrorCode;
import io.trino.sql.query.QueryAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Demangling as SQL sees it, in a Trino of this process. */
class DemangleFunctionsTest {
  private static final QueryAssertions ENGINE = Engine.shared();

  private static final String PUSH = "_ZNSt6vectorIiSaIiEE9push_backERKi";

  /**
   * Leaf first: mangled alone, demangled before, mangled elsewhere, nothing mangled, nothing known.
   */
  private static final String FRAMES =
      """
      CAST(ARRAY[
        ROW('_ZN2ns4copyEPKc', NULL, 7),
        ROW('std::vector<int, std::allocator<int> >::push_back(int const&)', '%s', 8),
        ROW(NULL, '_RNvNtC3std2rt5start', 9),
        ROW('main', 'main', 10),
        ROW(NULL, NULL, 11)] AS array(row(function varchar, system_name varchar, line bigint)))
      """
          .formatted(PUSH);

  @Test
  void tellsNamesAsTheyStandInTheSource() {
    assertThat(text("demangle('%s')".formatted(PUSH))).isEqualTo("[[std::vector::push_back]]");
    assertThat(text("demangle('%s', 'templates')".formatted(PUSH)))
        .isEqualTo("[[std::vector<int, std::allocator<int> >::push_back]]");
    assertThat(text("demangle('%s', 'full')".formatted(PUSH)))
        .isEqualTo("[[std::vector<int, std::allocator<int> >::push_back(int const&)]]");
    assertThat(text("demangle('%s', 'none')".formatted(PUSH))).isEqualTo("[[" + PUSH + "]]");
  }

  @Test
  void leavesOtherNamesAsTheyAre() {
    assertThat(text("demangle('main.main')")).isEqualTo("[[main.main]]");
    assertThat(text("demangle('_start')")).isEqualTo("[[_start]]");
    assertThat(text("demangle('')")).isEqualTo("[[]]");
    assertThat(text("demangle(NULL)")).isEqualTo("[[null]]");
    assertThat(text("to_hex(to_utf8(demangle('_Z1f é')))")).isEqualTo("[[5F5A316620C3A9]]");
  }

  @Test
  void demanglesFunctionsOfFramesOutOfTheMangledName() {
    String functions = "transform(demangle_frames(%s%s), f -> f.function)";
    assertThat(text(functions.formatted(FRAMES, "")))
        .isEqualTo("[[[ns::copy, std::vector::push_back, std::rt::start, main, null]]]");
    assertThat(text(functions.formatted(FRAMES, ", 'templates'")))
        .isEqualTo(
            "[[[ns::copy, std::vector<int, std::allocator<int> >::push_back, std::rt::start,"
                + " main, null]]]");
    assertThat(text(functions.formatted(FRAMES, ", 'none'")))
        .isEqualTo(text("transform(" + FRAMES + ", f -> f.function)"));
  }

  @Test
  void keepsAllOtherFields() {
    assertThat(text("transform(demangle_frames(" + FRAMES + "), f -> (f.system_name, f.line))"))
        .isEqualTo(text("transform(" + FRAMES + ", f -> (f.system_name, f.line))"));
    String none =
        "CAST(ARRAY[NULL] AS array(row(function varchar, system_name varchar, line bigint)))";
    String withNull = "demangle_frames(concat(" + FRAMES + ", " + none + "))";
    assertThat(text(withNull + "[6]")).isEqualTo("[[null]]");
    assertThat(text(withNull + "[1]")).isEqualTo("[[[ns::copy, null, 7]]]");
  }

  @Test
  void takesFramesOfAllShapes() {
    assertThat(text("demangle_frames(ARRAY[CAST(ROW('_Z1fv') AS row(function varchar))])"))
        .isEqualTo("[[[[f]]]]");
    assertThat(text("fold(demangle_frames(filter(" + FRAMES + ", f -> f.line < 9), 'full'))"))
        .isEqualTo(
            "[[std::vector<int, std::allocator<int> >::push_back(int const&);ns::copy(char"
                + " const*)]]");
    assertThat(text("demangle_frames(ARRAY[])")).isEqualTo("[[[]]]");
    assertThat(text("demangle_frames(ARRAY[NULL])")).isEqualTo("[[[null]]]");
    assertThat(text("demangle_frames(NULL)")).isEqualTo("[[null]]");
    assertThat(
            ENGINE
                .execute(
                    "SELECT fold(demangle_frames(frames)) FROM (VALUES %s, %s) AS t (frames)"
                        .formatted(FRAMES, FRAMES))
                .getMaterializedRows())
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"demangle('x', 'Full')", "demangle_frames(%s, 'Full')"})
  void refusesAnotherMode(String call) {
    assertTrinoExceptionThrownBy(() -> text(call.formatted(FRAMES)))
        .hasErrorCode(StandardErrorCode.INVALID_FUNCTION_ARGUMENT)
        .hasMessage("Mode 'Full' is none of none, simple, templates and full");
  }

  private static String text(String expression) {
    return ENGINE.execute("SELECT " + expression).getMaterializedRows().toString();
  }
}
