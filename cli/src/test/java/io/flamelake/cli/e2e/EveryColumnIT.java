package io.flamelake.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flamelake.ingest.testing.proto.Function;
import io.flamelake.ingest.testing.proto.Label;
import io.flamelake.ingest.testing.proto.Line;
import io.flamelake.ingest.testing.proto.Location;
import io.flamelake.ingest.testing.proto.Mapping;
import io.flamelake.ingest.testing.proto.Profile;
import io.flamelake.ingest.testing.proto.Sample;
import io.flamelake.ingest.testing.proto.ValueType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A profile that fills every column, written by Flink and read back by Trino. */
class EveryColumnIT {
  private static final String SERVICE = "every-column";
  private static final String TYPE = "process_cpu:cpu:nanoseconds:wall:milliseconds";
  private static final Instant TIME =
      Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS).plusNanos(123_456_789);

  private static StackFixture stack;
  private static RecordMetadata record;
  private static RecordMetadata rejected;

  @BeforeAll
  static void pushesOneProfileAndOneBadRecord() throws Exception {
    stack = StackFixture.shared();
    record =
        stack
            .pushPprof(
                Pprof.gzip(profile().toByteArray()),
                "{service_name=\"%s\",env=\"test\"}".formatted(SERVICE))
            .get();
    rejected = stack.push(new byte[] {1, 2, 3}, Map.of("case", SERVICE)).get();
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () ->
                Stream.of("samples", "profiles", "series", "stacks")
                        .allMatch(table -> rows(table, OF_US) == 1)
                    && rows("rejects", REJECTED) == 1);
  }

  /** Each table is committed by itself, and {@code stacks} by another job. */
  private static long rows(String table, String condition) {
    return stack.number("SELECT count(*) FROM profiles." + table + condition);
  }

  private static final String OF_US = " WHERE service_name = '" + SERVICE + "'";
  private static final String REJECTED = " WHERE element_at(headers, 'case') = '" + SERVICE + "'";

  @Test
  void samplesHasEveryColumn() {
    assertThat(
            row(
                """
                SELECT to_iso8601(time AT TIME ZONE 'UTC'), service_name, profile_type,
                  series_id = (SELECT series_id FROM profiles.series %1$s),
                  stack_id = (SELECT stack_id FROM profiles.stacks %1$s), value, span_id, trace_id
                FROM profiles.samples %1$s
                """
                    .formatted(OF_US)))
        .containsExactly(micros(), SERVICE, TYPE, true, true, -7L, "00f067aa0ba902b7", "4bf92f35");
  }

  @Test
  void profilesHasEveryColumn() {
    List<Object> row =
        row(
            """
            SELECT to_iso8601(time AT TIME ZONE 'UTC'), time_nanos, start_nanos, service_name, profile_type, profile_name,
              sample_type, sample_unit, period_type, period_unit, period, duration_nanos,
              regexp_like(profile_id, '^[0-9a-f]{32}$'), temporality, sample_count, total, rate, format,
              kafka_partition, kafka_offset, series_id = (SELECT series_id FROM profiles.series %1$s)
            FROM profiles.profiles %1$s
            """
                .formatted(OF_US));
    assertThat(row)
        .containsExactly(
            micros(),
            Pprof.nanos(TIME),
            Pprof.nanos(TIME),
            SERVICE,
            TYPE,
            "process_cpu",
            "cpu",
            "nanoseconds",
            "wall",
            "milliseconds",
            10L,
            2_000_000_000L,
            true,
            "delta",
            1L,
            -7L,
            -3.5,
            "pprof",
            record.partition(),
            record.offset(),
            true);
  }

  @Test
  void seriesHasEveryColumn() {
    assertThat(
            row(
                """
                SELECT CAST(day AS varchar), service_name, labels['env'], labels['service_name'],
                  labels['endpoint'], cardinality(labels)
                FROM profiles.series %s
                """
                    .formatted(OF_US)))
        .containsExactly(day(), SERVICE, "test", SERVICE, "/a", 3L);
  }

  @Test
  void stacksHasEveryColumnAndFrameField() {
    List<List<Object>> frames =
        stack.query(
            """
            SELECT CAST(day AS varchar), service_name, unresolved, array_join(build_ids, ','), f.*
            FROM profiles.stacks CROSS JOIN UNNEST(frames) WITH ORDINALITY
              AS f(function, system_name, file, line, "column", start_line, mapping, build_id, address, kind, inlined, position) %s
            ORDER BY position
            """
                .formatted(OF_US));
    assertThat(frames)
        .containsExactly(
            frame(
                "inner", "_Zinner", "a.cc", 5L, 6L, 4L, "/bin/app", "b1", null, "native", true, 1L),
            frame("outer", null, "b.cc", 50L, 0L, 40L, "/bin/app", "b1", null, "native", false, 2L),
            frame(
                null,
                null,
                null,
                null,
                null,
                null,
                "/bin/app",
                "b1",
                0x1500L,
                "native",
                false,
                3L));
  }

  @Test
  void rejectsHasEveryColumn() {
    List<Object> row =
        row(
            """
            SELECT to_unixtime(time) * 1000 = %d, reason, length(message) > 0, kafka_topic, kafka_partition,
              kafka_offset, headers['case'], to_hex(payload), bytes
            FROM profiles.rejects %s
            """
                .formatted(rejected.timestamp(), REJECTED));
    assertThat(row)
        .containsExactly(
            true,
            "unsupported_format",
            true,
            "profiles",
            rejected.partition(),
            rejected.offset(),
            SERVICE,
            "010203",
            3L);
  }

  private static Profile profile() {
    List<String> strings =
        List.of(
            "",
            "cpu",
            "nanoseconds",
            "wall",
            "milliseconds",
            "/bin/app",
            "b1",
            "inner",
            "_Zinner",
            "a.cc",
            "outer",
            "outer",
            "b.cc",
            "endpoint",
            "/a",
            "span_id",
            "00f067aa0ba902b7",
            "trace_id",
            "4bf92f35");
    return Profile.newBuilder()
        .addAllStringTable(strings)
        .addSampleType(ValueType.newBuilder().setType(1).setUnit(2))
        .setPeriodType(ValueType.newBuilder().setType(3).setUnit(4))
        .setPeriod(10)
        .setTimeNanos(Pprof.nanos(TIME))
        .setDurationNanos(2_000_000_000L)
        .addMapping(mapping())
        .addFunction(function(1).setName(7).setSystemName(8).setFilename(9).setStartLine(4))
        .addFunction(function(2).setName(10).setSystemName(11).setFilename(12).setStartLine(40))
        .addLocation(
            location(1)
                .setAddress(0x400100)
                .addLine(Line.newBuilder().setFunctionId(1).setLine(5).setColumn(6))
                .addLine(Line.newBuilder().setFunctionId(2).setLine(50)))
        .addLocation(location(2).setAddress(0x400500))
        .addSample(
            Sample.newBuilder()
                .addLocationId(1)
                .addLocationId(2)
                .addValue(-7)
                .addLabel(Label.newBuilder().setKey(13).setStr(14))
                .addLabel(Label.newBuilder().setKey(15).setStr(16))
                .addLabel(Label.newBuilder().setKey(17).setStr(18)))
        .build();
  }

  private static Mapping.Builder mapping() {
    return Mapping.newBuilder()
        .setId(1)
        .setMemoryStart(0x400000)
        .setMemoryLimit(0x500000)
        .setFileOffset(0x1000)
        .setFilename(5)
        .setBuildId(6);
  }

  private static Function.Builder function(long id) {
    return Function.newBuilder().setId(id);
  }

  private static Location.Builder location(long id) {
    return Location.newBuilder().setId(id).setMappingId(1);
  }

  /** A column of 0 is one that the profile does not tell. */
  private static List<Object> frame(Object... fields) {
    List<Object> row = new ArrayList<>(List.of(day(), SERVICE, 1, "b1"));
    row.addAll(Arrays.asList(fields));
    row.replaceAll(value -> Long.valueOf(0).equals(value) ? null : value);
    return row;
  }

  private static List<Object> row(String sql) {
    List<List<Object>> rows = stack.query(sql);
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }

  private static String micros() {
    return TIME.truncatedTo(ChronoUnit.MICROS).toString();
  }

  private static String day() {
    return TIME.toString().substring(0, 10);
  }
}
