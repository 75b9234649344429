package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewsTest {
  @Test
  void functionsCountStacks() {
    assertThat(
            rows(
                "SELECT function, stacks FROM profiles.functions WHERE service_name = 'shop'"
                    + " AND day = DATE '2026-11-21' ORDER BY stacks DESC, function"))
        .containsExactly(
            "[main, 4]",
            "[0xff, 1]",
            "[copy, 1]",
            "[libc.so.6+0x10, 1]",
            "[memcpy, 1]",
            "[parse, 1]");
  }

  @Test
  void functionDaysCountRecursionOnce() {
    assertThat(
            rows(
                "SELECT function, flat, cumulative FROM profiles.function_days WHERE service_name ="
                    + " 'shop' AND day = DATE '2026-11-21' AND profile_type = '"
                    + KnownData.CPU
                    + "' ORDER BY cumulative DESC, function"))
        .containsExactly(
            "[main, 0, 27]",
            "[parse, 10, 10]",
            "[copy, 0, 8]",
            "[memcpy, 8, 8]",
            "[libc.so.6+0x10, 7, 7]",
            "[0xff, 2, 2]");
  }

  @Test
  void ingestionDaysCountWhatBegan() {
    assertThat(
            rows(
                "SELECT profile_type, series, profiles, samples, baselines, resets FROM"
                    + " profiles.ingestion_days WHERE service_name = 'shop'"
                    + " AND day = DATE '2026-11-21' ORDER BY profile_type"))
        .containsExactly(
            "[%s, 2, 4, 8, 0, 0]".formatted(KnownData.GOROUTINES),
            "[%s, 1, 2, 2, 1, 0]".formatted(KnownData.ALLOC_OBJECTS),
            "[%s, 2, 3, 4, 1, 1]".formatted(KnownData.ALLOC_SPACE),
            "[%s, 2, 2, 4, 0, 0]".formatted(KnownData.CPU));
  }

  @Test
  void labelValuesAreRows() {
    assertThat(
            rows(
                "SELECT name, value, count(*) FROM profiles.label_values"
                    + " WHERE service_name = 'shop' GROUP BY name, value ORDER BY name, value"))
        .containsExactly(
            "[endpoint, /pay, 1]",
            "[instance, a, 3]",
            "[instance, b, 1]",
            "[service_name, shop, 4]");
  }

  @Test
  void leafSamplesSumToTheFlatValues() {
    assertThat(
            rows(
                "SELECT function, sum(value) FROM profiles.leaf_samples WHERE service_name = 'shop'"
                    + " AND profile_type = '"
                    + KnownData.CPU
                    + "' GROUP BY function ORDER BY 2 DESC"))
        .containsExactly(
            "[parse, 45]", "[memcpy, 28]", "[libc.so.6+0x10, 7]", "[null, 3]", "[0xff, 2]");
  }

  @Test
  void profileIntervalsTellWhatCountersCoverBeforeTheirTime() {
    assertThat(
            rows(
                "SELECT date_format(start_time, '%H:%i:%s'), date_format(end_time, '%H:%i:%s'),"
                    + " date_format(time, '%H:%i:%s'), temporality, duration_seconds, total, rate"
                    + " FROM profiles.profile_intervals WHERE service_name = 'shop'"
                    + " AND profile_type = '"
                    + KnownData.ALLOC_SPACE
                    + "' ORDER BY profile_id"))
        .containsExactly(
            "[00:00:00, 00:00:00, 00:00:00, baseline, null, 150, null]",
            "[00:00:00, 00:00:10, 00:00:10, delta, 10.0, 50, 5.0]",
            "[23:59:55, 00:00:05, 00:00:05, reset, 10.0, 9, 0.9]");
  }

  @Test
  void profileTypesHaveTheirParts() {
    assertThat(
            rows(
                "SELECT day, profile_name, sample_type, sample_unit, period_type, period_unit,"
                    + " temporality, series, profiles FROM profiles.profile_types WHERE"
                    + " service_name = 'shop' AND day = DATE '2026-11-21' ORDER BY profile_type"))
        .containsExactly(
            "[2026-11-21, goroutine, goroutine, count, goroutine, count, gauge, 2, 4]",
            "[2026-11-21, memory, alloc_objects, count, space, bytes, delta, 1, 2]",
            "[2026-11-21, memory, alloc_space, bytes, space, bytes, delta, 2, 3]",
            "[2026-11-21, process_cpu, cpu, nanoseconds, cpu, nanoseconds, delta, 2, 2]");
  }

  @Test
  void rejectReasonsCount() {
    assertThat(rows("SELECT * FROM profiles.reject_reasons ORDER BY reason"))
        .containsExactly("[2026-11-21, empty, 1, 0]", "[2026-11-21, gzip, 2, 5]");
  }

  @Test
  void stackFramesKeepTheirOrderAndInlining() {
    assertThat(
            rows(
                "SELECT position, label, inlined FROM profiles.stack_frames WHERE stack_id = 102"
                    + " AND day = DATE '2026-11-20' ORDER BY position"))
        .containsExactly("[1, memcpy, true]", "[2, copy, false]", "[3, main, false]");
    assertThat(
            rows(
                "SELECT label, function, mapping, address FROM profiles.stack_frames"
                    + " WHERE service_name = 'shop' AND function IS NULL ORDER BY label"))
        .containsExactly("[0xff, null, null, 255]", "[libc.so.6+0x10, null, /lib/libc.so.6, 16]");
  }

  @Test
  void stackFramesAreFoundByTheNameThatLinkersKnowStoredOrNot() {
    String copies =
        "SELECT CAST(day AS varchar), function, system_name FROM profiles.stack_frames"
            + " WHERE service_name = 'shop' AND system_name = '%s' ORDER BY day";
    assertThat(rows(copies.formatted("copy")))
        .containsExactly("[2026-11-20, copy, copy]", "[2026-11-21, copy, copy]");
    assertThat(
            rows(
                "SELECT count(*) FROM profiles.stack_frames"
                    + " WHERE system_name IS NULL AND function IS NOT NULL"))
        .containsExactly("[0]");
  }

  @Test
  void viewsSayWhatTheyAre() {
    assertThat(
            rows(
                "SELECT table_name FROM system.metadata.table_comments WHERE catalog_name = 'lake'"
                    + " AND schema_name = 'profiles' AND comment IS NOT NULL ORDER BY table_name"))
        .containsAll(SqlFiles.views().stream().map(name -> "[" + name + "]").toList());
  }

  @Test
  void columnsOfViewsHaveTheCommentsOfTheirHeads() {
    List<String> described =
        SqlFiles.views().stream()
            .flatMap(
                name ->
                    SqlFiles.view(name).columns().stream()
                        .map(column -> List.of(name, column.name(), column.meaning()).toString()))
            .toList();
    assertThat(
            rows(
                "SELECT table_name, column_name, comment FROM information_schema.columns"
                    + " WHERE table_schema = 'profiles' AND comment IS NOT NULL"))
        .containsAll(described);
  }

  @Test
  void labeledSamplesHaveLabelsThatTwoConventionsName() {
    assertThat(
            rows(
                "SELECT env, version, pod, namespace, function, sum(value), count(span_id)"
                    + " FROM profiles.labeled_samples WHERE service_name = 'web'"
                    + " AND day = DATE '2026-12-01' AND profile_type = '"
                    + KnownData.CPU
                    + "' GROUP BY 1, 2, 3, 4, 5 ORDER BY 6 DESC"))
        .containsExactly(
            "[prod-eu, 1.0, web-1, null, inner, 150, 1]",
            "[prod-eu, 1.0, web-1, null, handle, 90, 2]",
            "[prod-eu, 1.0, web-1, null, libc.so.6+0x10, 40, 1]",
            "[prod-eu, 1.0, web-1, null, rec, 20, 0]");
  }

  @Test
  void labeledSeriesTellTheOverflow() {
    assertThat(
            rows(
                "SELECT series_id, env, version, pod, overflow, labels FROM profiles.labeled_series"
                    + " WHERE service_name = 'web' AND day = DATE '2026-12-02'"
                    + " AND series_id IN (13, 14) ORDER BY series_id"))
        .containsExactly(
            "[13, staging, 1.1, web-2, false, {\"env\":\"staging\",\"pod\":\"web-2\","
                + "\"service.version\":\"1.1\",\"service_name\":\"web\"}]",
            "[14, null, null, null, true,"
                + " {\"flamelake_overflow\":\"true\",\"service_name\":\"web\"}]");
  }

  @Test
  void labeledProfilesHaveTheirLabels() {
    assertThat(
            rows(
                "SELECT profile_id, sample_type, env, pod, duration_seconds, total, rate"
                    + " FROM profiles.labeled_profiles WHERE service_name = 'web'"
                    + " AND time < TIMESTAMP '2026-12-02 00:00:00 UTC'"
                    + " AND time >= TIMESTAMP '2026-12-01 00:00:00 UTC'"
                    + " ORDER BY profile_id, sample_type"))
        .containsExactly(
            "[w1, cpu, prod-eu, web-1, 10.0, 240, 24.0]",
            "[w1, samples, prod-eu, web-1, 10.0, 13, 1.3]",
            "[w2, cpu, prod-eu, web-1, 10.0, 60, 6.0]");
  }

  @Test
  void foldedStacksAreText() {
    assertThat(
            rows(
                "SELECT stack_id, stack, root, leaf, depth, unresolved, build_ids FROM"
                    + " profiles.folded_stacks WHERE stack_id IN (105, 204) ORDER BY stack_id"))
        .containsExactly(
            "[105, , null, null, 0, 0, ]",
            "[204, main;handle;libc.so.6+0x20;libc.so.6+0x10, main, libc.so.6+0x10, 4, 2, b1]");
  }

  @Test
  void rejectedRecordsShowHowTheyBegin() {
    assertThat(
            rows(
                "SELECT reason, message, kafka_topic, kafka_partition, kafka_offset, headers,"
                    + " bytes, payload_start FROM profiles.rejected_records ORDER BY time"))
        .containsExactly(
            "[gzip, ends early, profiles, 0, 7, {}, 2, 1F8B]",
            "[empty, no bytes, profiles, 1, 3, {}, 0, null]",
            "[gzip, bad checksum, profiles, 0, 9, {}, 3, 1F8B00]");
  }

  private static List<String> rows(String statement) {
    return Lake.rows(statement).stream().map(List::toString).toList();
  }
}
