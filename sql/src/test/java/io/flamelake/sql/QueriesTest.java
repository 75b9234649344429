package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every query file against the known data; results are worked out by hand. */
class QueriesTest {
  /** The classes with tests of queries. */
  private static final List<Class<?>> TESTS =
      List.of(
          QueriesTest.class,
          LabelQueriesTest.class,
          ProfileQueriesTest.class,
          StackQueriesTest.class,
          TimeQueriesTest.class,
          DiffQueriesTest.class,
          FunctionQueriesTest.class,
          IngestionQueriesTest.class,
          RollUpsTest.class);

  private static final Map<String, String> SHOP =
      Map.of("service", "shop", "from", "2026-11-20T00:00:00Z", "to", "2026-11-22T00:00:00Z");

  @Test
  @Answers("flamegraph")
  void flamegraphMergesTheStacksOfAllDaysAndSeries() {
    assertThat(shop("flamegraph", Map.of("type", KnownData.CPU)))
        .containsExactly(
            "[0, total, 3, 85]",
            "[1, main, 0, 82]",
            "[2, parse, 0, 45]",
            "[3, parse, 45, 45]",
            "[2, copy, 0, 28]",
            "[3, memcpy, 28, 28]",
            "[2, libc.so.6+0x10, 7, 7]",
            "[2, 0xff, 2, 2]");
  }

  @Test
  @Answers("flamegraph")
  void flamegraphTakesMatchersAndTimesWithTheirZone() {
    assertThat(shop("flamegraph", Map.of("type", KnownData.CPU, "matchers", "{instance=\"b\"}")))
        .containsExactly(
            "[0, total, 3, 13]",
            "[1, main, 0, 10]",
            "[2, copy, 0, 8]",
            "[3, memcpy, 8, 8]",
            "[2, 0xff, 2, 2]");
    assertThat(
            shop(
                "flamegraph",
                Map.of(
                    "type", KnownData.CPU,
                    "from", "2026-11-21T01:59:50+02:00",
                    "to", "2026-11-21T02:00:00+02:00",
                    "matchers", "{endpoint=\"\"}")))
        .containsExactly(
            "[0, total, 0, 50]",
            "[1, main, 0, 50]",
            "[2, parse, 0, 30]",
            "[3, parse, 30, 30]",
            "[2, copy, 0, 20]",
            "[3, memcpy, 20, 20]");
  }

  @Test
  @Answers("flamegraph")
  void flamegraphOfNothingHasNoRows() {
    assertThat(shop("flamegraph", Map.of("type", "no:such:type:at:all"))).isEmpty();
    assertThat(shop("flamegraph", Map.of("type", KnownData.CPU, "matchers", "{instance=\"z\"}")))
        .isEmpty();
  }

  /**
   * Series 1 has three snapshots: 101 (4 + 5 + 6) / 3, 102 2 / 3, 103 3 / 3; series 2 one: 101 10.
   */
  @Test
  @Answers("top-functions")
  void gaugesGiveTheAverageOfEachSeriesSnapshots() {
    assertThat(shop("top-functions", Map.of("type", KnownData.GOROUTINES)))
        .containsExactly(
            "[parse, 15, 88.24, 88.24, 15, 88.24]",
            "[libc.so.6+0x10, 1, 5.88, 94.12, 1, 5.88]",
            "[memcpy, 1, 5.88, 100.0, 1, 5.88]",
            "[main, 0, 0.0, 100.0, 17, 100.0]",
            "[copy, 0, 0.0, 100.0, 1, 5.88]");
  }

  @Test
  @Answers("top-functions")
  void deltasAndResetsOfCumulativeTypesAreSummedWithoutTheBaseline() {
    assertThat(shop("top-functions", Map.of("type", KnownData.ALLOC_SPACE, "limit", "2")))
        .containsExactly(
            "[parse, 40, 67.8, 67.8, 40, 67.8]", "[memcpy, 19, 32.2, 100.0, 19, 32.2]");
  }

  @Test
  @Answers("top-functions")
  void topFunctionsCountRecursionOnceAndStacksWithoutFramesInTheWhole() {
    assertThat(shop("top-functions", Map.of("type", KnownData.CPU)))
        .containsExactly(
            "[parse, 45, 52.94, 52.94, 45, 52.94]",
            "[memcpy, 28, 32.94, 85.88, 28, 32.94]",
            "[libc.so.6+0x10, 7, 8.24, 94.12, 7, 8.24]",
            "[0xff, 2, 2.35, 96.47, 2, 2.35]",
            "[main, 0, 0.0, 96.47, 82, 96.47]",
            "[copy, 0, 0.0, 96.47, 28, 32.94]");
    assertThat(
            shop(
                "top-functions",
                Map.of("type", KnownData.CPU, "order", "cumulative", "limit", "3")))
        .containsExactly(
            "[main, 0, 0.0, 0.0, 82, 96.47]",
            "[parse, 45, 52.94, 52.94, 45, 52.94]",
            "[memcpy, 28, 32.94, 85.88, 28, 32.94]");
  }

  @Test
  @Answers("folded")
  void foldedAddsStacksThatLookAlike() {
    assertThat(shop("folded", Map.of("type", KnownData.CPU)))
        .containsExactly(
            "[main;0xff, 2]",
            "[main;copy;memcpy, 28]",
            "[main;libc.so.6+0x10, 7]",
            "[main;parse;parse, 45]",
            "[total, 3]");
  }

  /** The first step of the second day is covered from 0 to 15 s, by two profiles that overlap. */
  @Test
  @Answers("time-series")
  void timeSeriesDividesByTheTimeThatProfilesCover() {
    assertThat(run("time-series", with(SHOP, Map.of("service", "", "type", KnownData.CPU))))
        .containsExactly(
            "[2026-11-20 23:59:00.000 UTC, shop, delta, 55, 5.5, 10.0]",
            "[2026-11-21 00:00:00.000 UTC, cart, delta, 100, 10.0, 10.0]",
            "[2026-11-21 00:00:00.000 UTC, shop, delta, 30, 2.0, 15.0]");
  }

  @Test
  @Answers("time-series")
  void timeSeriesHasNoRateForSnapshotsAndLeavesBaselinesOut() {
    assertThat(shop("time-series", Map.of("type", KnownData.GOROUTINES)))
        .containsExactly("[2026-11-21 00:00:00.000 UTC, shop, gauge, 17, null, null]");
    assertThat(shop("time-series", Map.of("type", KnownData.ALLOC_SPACE, "step", "10")))
        .containsExactly(
            "[2026-11-21 00:00:00.000 UTC, shop, delta, 9, 0.9, 10.0]",
            "[2026-11-21 00:00:10.000 UTC, shop, delta, 50, 5.0, 10.0]");
    assertThat(shop("time-series", Map.of("type", KnownData.ALLOC_OBJECTS)))
        .containsExactly("[2026-11-21 00:00:00.000 UTC, shop, delta, 7, 0.7, 10.0]");
  }

  @Test
  @Answers("profile-types")
  void profileTypesCountProfilesOnce() {
    assertThat(shop("profile-types", Map.of()))
        .containsExactly(
            "[%s, goroutine, goroutine, count, goroutine, count, gauge, 1, 2, 4, %s 00:00:00.000000 UTC, %2$s 00:00:20.000000 UTC]"
                .formatted(KnownData.GOROUTINES, "2026-11-21"),
            "[%s, memory, alloc_objects, count, space, bytes, delta, 1, 1, 2, %s 00:00:00.000000 UTC, %2$s 00:00:10.000000 UTC]"
                .formatted(KnownData.ALLOC_OBJECTS, "2026-11-21"),
            "[%s, memory, alloc_space, bytes, space, bytes, delta, 1, 2, 3, %s 00:00:00.000000 UTC, %2$s 00:00:10.000000 UTC]"
                .formatted(KnownData.ALLOC_SPACE, "2026-11-21"),
            "[%s, process_cpu, cpu, nanoseconds, cpu, nanoseconds, delta, 1, 3, 3, 2026-11-20 23:59:50.000000 UTC, 2026-11-21 00:00:05.000000 UTC]"
                .formatted(KnownData.CPU));
  }

  @Test
  @Answers("services")
  void servicesAreThoseWithProfilesInTheRange() {
    assertThat(
            run("services", Map.of("from", "2026-11-20T00:00:00Z", "to", "2026-11-22T00:00:00Z")))
        .containsExactly(
            "[cart, 1, 1, 1, 2026-11-21 00:00:00.000000 UTC, 2026-11-21 00:00:00.000000 UTC]",
            "[shop, 4, 3, 10, 2026-11-20 23:59:50.000000 UTC, 2026-11-21 00:00:20.000000 UTC]");
  }

  @Test
  @Answers("label-names")
  void labelNamesAreThoseOfTheDaysThatTheRangeTouches() {
    assertThat(shop("label-names", Map.of()))
        .containsExactly("[endpoint, 1, 1]", "[instance, 2, 3]", "[service_name, 1, 3]");
    assertThat(shop("label-names", Map.of("service", "", "from", "2026-11-21T23:00:00Z")))
        .containsExactly("[env, 1, 1]", "[instance, 2, 2]", "[service_name, 2, 3]");
  }

  @Test
  @Answers("label-values")
  void labelValuesCountSeries() {
    assertThat(shop("label-values", Map.of("label", "instance")))
        .containsExactly("[a, 2]", "[b, 1]");
    assertThat(shop("label-values", Map.of("label", "it's not there"))).isEmpty();
  }

  @Test
  @Answers("series")
  void seriesHaveTheirLabelsAsJson() {
    assertThat(shop("series", Map.of("matchers", "{instance=\"a\"}")))
        .containsExactly(
            "[3, shop, {\"endpoint\":\"/pay\",\"instance\":\"a\",\"service_name\":\"shop\"},"
                + " 2026-11-20, 2026-11-20]",
            "[1, shop, {\"instance\":\"a\",\"service_name\":\"shop\"}, 2026-11-20, 2026-11-21]");
    assertThat(shop("series", Map.of("service", "", "matchers", "{env=\"it's\"}")))
        .containsExactly(
            "[4, cart, {\"env\":\"it's\",\"service_name\":\"cart\"}, 2026-11-21, 2026-11-21]");
  }

  @Test
  @Answers("profiles")
  void profilesAreTheNewestFirst() {
    assertThat(shop("profiles", Map.of("type", KnownData.CPU, "limit", "1")))
        .containsExactly(
            "[2026-11-21 00:00:05.000000 UTC, "
                + KnownData.CPU
                + ", {\"instance\":\"b\",\"service_name\":\"shop\"}, delta, 10.0, 2, 13, 1.3, 2,"
                + " p3]");
    assertThat(shop("profiles", Map.of())).hasSize(13);
    assertThat(shop("profiles", Map.of("matchers", "{endpoint=\"/pay\"}"))).hasSize(1);
  }

  @Test
  @Answers("ingestion-health")
  void ingestionHealthCountsRejectsByReason() {
    assertThat(
            run(
                "ingestion-health",
                Map.of("from", "2026-11-21T00:00:00Z", "to", "2026-11-22T00:00:00Z")))
        .containsExactly(
            "[gzip, 2, 5, 2026-11-21 00:00:01.000000 UTC, 2026-11-21 00:00:03.000000 UTC,"
                + " bad checksum, profiles/0/9]",
            "[empty, 1, 0, 2026-11-21 00:00:02.000000 UTC, 2026-11-21 00:00:02.000000 UTC,"
                + " no bytes, profiles/1/3]");
  }

  static Stream<String> queries() {
    return SqlFiles.queries().stream();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyQueryHasATest(String name) {
    assertThat(TESTS.stream().flatMap(test -> Arrays.stream(test.getDeclaredMethods())))
        .anyMatch(
            method ->
                method.isAnnotationPresent(Answers.class)
                    && method.getAnnotation(Answers.class).value().equals(name));
  }

  private static List<String> shop(String query, Map<String, String> arguments) {
    return run(query, with(SHOP, arguments));
  }

  private static Map<String, String> with(Map<String, String> base, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(base);
    all.putAll(more);
    return all;
  }

  private static List<String> run(String query, Map<String, String> arguments) {
    return Lake.rows(SqlFiles.query(query).bind(arguments)).stream().map(List::toString).toList();
  }
}
