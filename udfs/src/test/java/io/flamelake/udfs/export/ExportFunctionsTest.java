package io.flamelake.udfs.export;

import static io.trino.testing.assertions.TrinoExceptionAssert.assertTrinoExceptionThrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.flamegraph.frames.Frame;
import io.flamelake.flamegraph.frames.FrameStacks;
import io.flamelake.flamegraph.pprof.PprofReader;
import io.flamelake.udfs.Engine;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.type.SqlVarbinary;
import io.trino.sql.query.QueryAssertions;
import io.trino.testing.MaterializedRow;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The aggregates that export stacks, as SQL sees them, in a Trino of this process. */
class ExportFunctionsTest {
  private static final String TYPE =
      " AS row(function varchar, system_name varchar, file varchar, line bigint, \"column\" bigint,"
          + " start_line bigint, mapping varchar, build_id varchar, address bigint, kind varchar,"
          + " inlined boolean))";
  private static final String LEAF =
      "CAST(ROW('leaf', '_leaf', 'a.c', 3, 4, 1, '/bin/app', 'b1', 16, 'native', true)" + TYPE;
  private static final String CALLER =
      "CAST(ROW('caller', NULL, 'a.c', 9, NULL, 8, '/bin/app', 'b1', 16, 'native', false)" + TYPE;
  private static final String ADDRESS =
      "CAST(ROW(NULL, NULL, NULL, NULL, NULL, NULL, '/lib/libc.so.6', NULL, 255, 'native', false)"
          + TYPE;
  private static final String STACKS =
      "(VALUES ('one', ARRAY[%s, %s], 5), ('one', ARRAY[%s, %2$s], 2), ('one', ARRAY[%1$s, %2$s], 4),"
              .formatted(LEAF, CALLER, ADDRESS)
          + " ('two', ARRAY[NULL, %s], 3), ('two', ARRAY[], 6), ('two', NULL, 9),".formatted(CALLER)
          + " ('two', ARRAY[%s], NULL)) AS t (service, frames, value)".formatted(CALLER);

  private static final Frame READ_LEAF =
      new Frame("leaf", "_leaf", "a.c", "/bin/app", "b1", 3, 4, 1, 16, true);
  private static final Frame READ_CALLER =
      new Frame("caller", "caller", "a.c", "/bin/app", "b1", 9, 0, 8, 16, false);
  private static final Frame READ_ADDRESS =
      new Frame("", "", "", "/lib/libc.so.6", "", 0, 0, 0, 255, false);

  private static final QueryAssertions ENGINE = Engine.shared();

  @Test
  void pprofKeepsAllThatAFrameHasAndSkipsNulls() {
    PprofReader read = pprof("SELECT pprof(frames, value) FROM " + STACKS);

    assertThat(read.samples(0))
        .isEqualTo(
            Map.of(
                List.of(READ_LEAF, READ_CALLER), 9L,
                List.of(READ_ADDRESS, READ_CALLER), 2L,
                List.of(FrameStacks.function(""), READ_CALLER), 3L,
                List.of(), 6L));
    assertThat(read.sampleCount()).isEqualTo(4);
    assertThat(read.sampleTypes()).containsExactly("samples:count");
  }

  @Test
  void pprofTellsTypeAndPeriod() {
    PprofReader typed = pprof("SELECT pprof(frames, value, 'cpu', 'nanoseconds') FROM " + STACKS);
    PprofReader profiled =
        pprof("SELECT pprof(frames, value, 'a:cpu:nanoseconds:wall:microseconds') FROM " + STACKS);
    PprofReader periodic =
        pprof("SELECT pprof(frames, value, 'a:b:cpu:ns:wall:us', 7) FROM " + STACKS);

    assertThat(typed.sampleTypes()).containsExactly("cpu:nanoseconds");
    assertThat(typed.periodType()).isEmpty();
    assertThat(profiled.sampleTypes()).containsExactly("cpu:nanoseconds");
    assertThat(profiled.periodType()).isEqualTo("wall:microseconds");
    assertThat(profiled.period()).isZero();
    assertThat(periodic.sampleTypes()).containsExactly("cpu:ns");
    assertThat(periodic.periodType()).isEqualTo("wall:us");
    assertThat(periodic.period()).isEqualTo(7);
  }

  @Test
  void pprofRefusesWhatIsNoProfileType() {
    fails(
        "SELECT pprof(frames, value, 'cpu:nanoseconds') FROM " + STACKS,
        StandardErrorCode.INVALID_FUNCTION_ARGUMENT,
        "pprof: a profile type is name:sample_type:sample_unit:period_type:period_unit, not"
            + " 'cpu:nanoseconds'");
  }

  @Test
  void pprofGroups() {
    List<Object> profiles =
        ENGINE
            .execute(
                "SELECT pprof(frames, value, service, 'count') FROM "
                    + STACKS
                    + " GROUP BY service ORDER BY service")
            .getOnlyColumnAsSet()
            .stream()
            .toList();

    assertThat(profiles)
        .extracting(
            bytes -> new PprofReader(((SqlVarbinary) bytes).getBytes()).sampleTypes().getFirst())
        .containsExactlyInAnyOrder("one:count", "two:count");
  }

  @Test
  void overNoRowsTheResultIsNull() {
    for (String call : List.of("pprof(frames, value)", "speedscope(frames, value)")) {
      assertThat(
              ENGINE.execute("SELECT " + call + " FROM " + STACKS + " WHERE false").getOnlyValue())
          .isNull();
    }
  }

  @Test
  void pprofRefusesTypesThatDifferWithinAGroup() {
    fails(
        "SELECT pprof(frames, value, service, 'count') FROM " + STACKS,
        StandardErrorCode.INVALID_FUNCTION_ARGUMENT,
        "pprof: sample_type must be the same in all rows of a group, not '");
    fails(
        "SELECT pprof(frames, value, 'n:a:b:c:d', value) FROM " + STACKS,
        StandardErrorCode.INVALID_FUNCTION_ARGUMENT,
        "pprof: period must be the same in all rows of a group, not '");
  }

  @Test
  void refusesASumOutOfRange() {
    for (String call : List.of("pprof", "speedscope")) {
      fails(
          "SELECT %s(ARRAY[%s], v) FROM (VALUES 9223372036854775807, 1) AS t (v)"
              .formatted(call, CALLER),
          StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
          call + ": a sum of values is out of the range of bigint");
    }
  }

  @Test
  void refusesWhatAreNoFrames() {
    String wanted = "A frame must be a row(function varchar, ";
    fails("SELECT pprof(ARRAY[1], 1)", StandardErrorCode.INVALID_FUNCTION_ARGUMENT, wanted);
    fails(
        "SELECT speedscope(ARRAY[CAST(ROW('f', 'x') AS row(function varchar, line varchar))], 1)",
        StandardErrorCode.INVALID_FUNCTION_ARGUMENT,
        wanted);
  }

  @Test
  void framesMayLackFields() {
    PprofReader read =
        pprof("SELECT pprof(ARRAY[CAST(ROW(4, 'f') AS row(line bigint, function varchar))], 1)");

    assertThat(read.samples(0))
        .isEqualTo(Map.of(List.of(new Frame("f", "f", "", "", "", 4, 0, 0, 0, false)), 1L));
  }

  @Test
  void framesOfBeforeLinkersNamesWereLeftOutAreTheSame() {
    String before = CALLER.replaceFirst("NULL", "'caller'");
    String stacks = "(VALUES (ARRAY[%s], 2), (ARRAY[%s], 3)) AS t (frames, value)";
    String mixed = stacks.formatted(CALLER, before);
    PprofReader read = pprof("SELECT pprof(frames, value) FROM " + mixed);

    assertThat(read.sampleCount()).isEqualTo(1);
    assertThat(read.samples(0)).isEqualTo(Map.of(List.of(READ_CALLER), 5L));
    for (String call : List.of("to_hex(pprof(frames, value))", "speedscope(frames, value)")) {
      assertThat(text("SELECT " + call + " FROM " + mixed))
          .isEqualTo(text("SELECT " + call + " FROM " + stacks.formatted(CALLER, CALLER)));
    }
  }

  @Test
  void speedscopeWritesUnitAndName() {
    String sql = "SELECT speedscope(ARRAY[%s, %s], 5%s)".formatted(LEAF, CALLER, "%s");
    String frames =
        """
        "shared":{"frames":[{"name":"caller","file":"a.c","line":9},\
        {"name":"leaf","file":"a.c","line":3,"col":4}]}}""";

    assertThat(text(sql.formatted("")))
        .contains("\"name\":\"flamelake\"", "\"unit\":\"none\"", frames);
    assertThat(text(sql.formatted(", 'bytes'"))).contains("\"unit\":\"bytes\"");
    assertThat(text(sql.formatted(", 'nanoseconds', 'shöp'")))
        .contains("\"name\":\"shöp\"", "\"unit\":\"nanoseconds\"", "\"samples\":[[0,1]]");
  }

  @Test
  void everyFormIsDescribed() {
    List<MaterializedRow> functions =
        Stream.of("pprof", "speedscope", "callgraph")
            .flatMap(
                name ->
                    ENGINE
                        .execute("SHOW FUNCTIONS LIKE '" + name + "'")
                        .getMaterializedRows()
                        .stream())
            .toList();

    assertThat(functions).hasSize(8);
    assertThat(functions)
        .extracting(row -> row.getField(5).toString())
        .doesNotHaveDuplicates()
        .allMatch(
            description ->
                description.startsWith("Merges stacks, ")
                    || description.startsWith("Sums stacks, "));
  }

  private static PprofReader pprof(String sql) {
    return new PprofReader(((SqlVarbinary) ENGINE.execute(sql).getOnlyValue()).getBytes());
  }

  private static String text(String sql) {
    return (String) ENGINE.execute(sql).getOnlyValue();
  }

  private static void fails(String sql, StandardErrorCode code, String message) {
    assertTrinoExceptionThrownBy(() -> ENGINE.execute(sql))
        .hasErrorCode(code)
        .hasMessageContaining(message);
  }
}
