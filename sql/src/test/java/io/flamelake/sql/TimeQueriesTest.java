package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.sql.History.Profile;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries over time against the {@link History}. */
class TimeQueriesTest {
  private static final LocalDate FIRST = History.DAYS.getFirst();
  private static final int BUCKETS = 4;

  /**
   * In the first minute instance a covers 0 to 50 s in two deltas that add 100, instance b 20 to 45
   * s with 10 more; in the second a covers 50 to 70 s.
   */
  @Test
  @Answers("time-series")
  void timeSeriesCoversWhatCountersGrewInThoughTheirTimeIsTheEnd() {
    assertThat(run("time-series", counters()))
        .containsExactly(
            "[2026-10-05 00:00:00.000 UTC, counters, delta, 110, 2.2, 50.0]",
            "[2026-10-05 00:01:00.000 UTC, counters, delta, 30, 1.5, 20.0]");
  }

  @Test
  @Answers("time-series-by-label")
  void timeSeriesByLabelDividesByWhatTheValuesOwnProfilesCover() {
    assertThat(run("time-series-by-label", with(counters(), "label", "instance")))
        .containsExactly(
            "[2026-10-05 00:00:00.000 UTC, a, delta, 100, 2.0, 50.0]",
            "[2026-10-05 00:00:00.000 UTC, b, delta, 10, 0.4, 25.0]",
            "[2026-10-05 00:01:00.000 UTC, a, delta, 30, 1.5, 20.0]");
  }

  /**
   * Instances of api are profiled 10 s each, 4 s apart, 4 times; the others once, all at a time.
   */
  @Test
  @Answers("time-series-by-label")
  void timeSeriesByLabelSumsAllButTheLargestIntoOther() {
    Map<String, Long> totals = new TreeMap<>();
    for (Profile profile : History.PROFILES) {
      if (profile.type().equals(KnownData.CPU) && profile.day().equals(FIRST)) {
        totals.merge(profile.service(), profile.total(), Long::sum);
      }
    }
    List<String> largest =
        totals.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .toList();
    long api = totals.get("api");
    long second = totals.get(largest.get(1));
    long others = totals.values().stream().mapToLong(total -> total).sum() - api - second;

    assertThat(
            run(
                "time-series-by-label",
                Map.of(
                    "type", KnownData.CPU,
                    "from", "2026-10-05T00:00:00Z",
                    "to", "2026-10-06T00:00:00Z",
                    "step", "86400",
                    "label", "service_name",
                    "limit", "2")))
        .containsExactly(
            "[2026-10-05 00:00:00.000 UTC, api, delta, %d, %s, 56.0]".formatted(api, api / 56e0),
            "[2026-10-05 00:00:00.000 UTC, %s, delta, %d, %s, 10.0]"
                .formatted(largest.get(1), second, second / 1e1),
            "[2026-10-05 00:00:00.000 UTC, (other), delta, %d, %s, 10.0]"
                .formatted(others, others / 1e1));
  }

  @Test
  @Answers("time-series-by-label")
  void timeSeriesByLabelAveragesGauges() {
    Map<LocalDate, Long> averages = new TreeMap<>();
    for (LocalDate day : History.DAYS) {
      History.of("api", KnownData.GOROUTINES, day, day).stream()
          .collect(
              Collectors.groupingBy(
                  Profile::series, Collectors.averagingLong(profile -> profile.total())))
          .values()
          .forEach(average -> averages.merge(day, Math.round(average), Long::sum));
    }

    assertThat(
            run(
                "time-series-by-label",
                with(api(KnownData.GOROUTINES), "label", "version", "step", "86400")))
        .containsExactlyElementsOf(
            averages.entrySet().stream()
                .map(
                    entry ->
                        "[%s 00:00:00.000 UTC, %s, gauge, %d, null, null]"
                            .formatted(
                                entry.getKey(),
                                entry.getKey().isBefore(History.RELEASE) ? "1.0" : "2.0",
                                entry.getValue()))
                .toList());
  }

  /** Each step holds one profile of each instance. */
  @ParameterizedTest
  @ValueSource(strings = {KnownData.CPU, KnownData.GOROUTINES})
  @Answers("flame-chart")
  void flameChartHasAGraphForEachStepAndSeries(String type) {
    List<List<Object>> rows = rows("flame-chart", with(api(type), "step", "3600"));
    List<Profile> profiles =
        History.of("api", type, FIRST, History.DAYS.getLast()).stream()
            .sorted(
                Comparator.comparingLong((Profile profile) -> profile.time() / 3600)
                    .thenComparing(profile -> profile.labels().get("instance")))
            .toList();

    assertThat(values(rows, "total")).isEqualTo(profiles.stream().map(Profile::total).toList());
    assertThat(values(rows, "main"))
        .isEqualTo(profiles.stream().map(profile -> profile.cumulative("main")).toList());
    assertThat(rows.getFirst().getFirst()).hasToString("2026-10-05 01:00:00.000 UTC");
    assertThat(rows.getFirst().get(2))
        .isEqualTo("{\"instance\":\"a\",\"service_name\":\"api\",\"version\":\"1.0\"}");
  }

  @Test
  @Answers("flame-chart")
  void flameChartAveragesTheSnapshotsOfAStepAndLimitsNodes() {
    List<Profile> ofA =
        History.of("api", KnownData.GOROUTINES, FIRST, FIRST).stream()
            .filter(profile -> profile.labels().get("instance").equals("a"))
            .toList();
    long main = Math.round(ofA.stream().mapToLong(p -> p.cumulative("main")).sum() / 4e0);
    long loop = Math.round(ofA.stream().mapToLong(p -> p.cumulative("loop")).sum() / 4e0);

    List<List<Object>> rows =
        rows(
            "flame-chart",
            with(
                api(KnownData.GOROUTINES),
                "to",
                "2026-10-06T00:00:00Z",
                "matchers",
                "{instance=\"a\"}",
                "step",
                "86400",
                "max_nodes",
                "2"));

    assertThat(values(rows, "total")).containsExactly(main + loop);
    assertThat(values(rows, "(other)")).containsExactly(main + loop);
    assertThat(rows).hasSize(2);
  }

  @Test
  @Answers("heat-map")
  void heatMapCountsProfilesByTheirRate() {
    assertHeatMap("", profile -> profile.total() / 1e1);
  }

  @Test
  @Answers("heat-map")
  void heatMapCountsProfilesByTheRateOfAFunction() {
    assertHeatMap("copy", profile -> profile.cumulative("copy") / 1e1);
    assertHeatMap("nowhere", profile -> 0);
  }

  private static void assertHeatMap(String function, ToDoubleFunction<Profile> amount) {
    List<Profile> profiles = History.of("api", KnownData.CPU, FIRST, History.DAYS.getLast());
    double least = profiles.stream().mapToDouble(amount).min().orElseThrow();
    double most = profiles.stream().mapToDouble(amount).max().orElseThrow();
    double width = (most - least) / BUCKETS;
    Map<String, Long> counts = new LinkedHashMap<>();
    profiles.stream()
        .sorted(
            Comparator.comparing(Profile::day).thenComparing(Comparator.comparingDouble(amount)))
        .forEach(
            profile -> {
              double over = amount.applyAsDouble(profile) - least;
              int bucket = width == 0 ? 0 : Math.min((int) (over / width), BUCKETS - 1);
              counts.merge(
                  "%s 00:00:00.000 UTC, %s, %s, true"
                      .formatted(
                          profile.day(), least + bucket * width, least + (bucket + 1) * width),
                  1L,
                  Long::sum);
            });

    assertThat(
            run(
                "heat-map",
                with(
                    api(KnownData.CPU),
                    "step",
                    "86400",
                    "function",
                    function,
                    "buckets",
                    "" + BUCKETS)))
        .containsExactlyElementsOf(
            counts.entrySet().stream()
                .map(entry -> "[%s, %d]".formatted(entry.getKey(), entry.getValue()))
                .toList());
  }

  private static List<Object> values(List<List<Object>> rows, String label) {
    return rows.stream().filter(row -> row.get(4).equals(label)).map(row -> row.get(6)).toList();
  }

  private static Map<String, String> counters() {
    return Map.of(
        "service", "counters",
        "type", KnownData.ALLOC_SPACE,
        "from", "2026-10-05T00:00:00Z",
        "to", "2026-10-06T00:00:00Z");
  }

  /** All of the history. */
  static Map<String, String> api(String type) {
    return Map.of(
        "service", "api",
        "type", type,
        "from", "2026-10-05T00:00:00Z",
        "to", "2026-10-20T00:00:00Z");
  }

  /** Names and values in turn. */
  static Map<String, String> with(Map<String, String> base, String... more) {
    Map<String, String> all = new HashMap<>(base);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  static List<List<Object>> rows(String query, Map<String, String> arguments) {
    return Lake.historyRows(SqlFiles.query(query).bind(arguments));
  }

  static List<String> run(String query, Map<String, String> arguments) {
    return rows(query, arguments).stream().map(List::toString).toList();
  }
}
