package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flamelake.sql.History.Profile;
import io.flamelake.sql.Significance.Share;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions about functions against the {@link History}. */
class FunctionQueriesTest {
  private static final LocalDate FIRST = History.DAYS.getFirst();
  private static final LocalDate LAST = History.DAYS.getLast();
  private static final List<String> FUNCTIONS = List.of("main", "parse", "copy", "idle", "loop");

  private static final Map<String, String> RELEASES =
      TimeQueriesTest.with(TimeQueriesTest.api(KnownData.CPU), "before", "1.0", "after", "2.0");

  @Test
  @Answers("function-trend")
  void functionTrendSumsWeeksOfAService() {
    assertThat(trend("service", "api", "function", "parse", "step", "week"))
        .isEqualTo(shares(History.of("api", KnownData.CPU, FIRST, LAST), "parse", "api", true));
  }

  @Test
  @Answers("function-trend")
  void functionTrendTellsServicesApartOrTakesAllAsOne() {
    List<Profile> all =
        Stream.of("api", "auth", "cart", "mail", "shop")
            .flatMap(service -> History.of(service, KnownData.CPU, FIRST, LAST).stream())
            .toList();

    assertThat(trend("service", "", "function", "copy", "per", "all"))
        .isEqualTo(shares(all, "copy", "(all)", false));
    assertThat(trend("service", "", "function", "copy"))
        .filteredOn(row -> row.startsWith("[2026-10-05, cart,"))
        .isEqualTo(shares(History.of("cart", KnownData.CPU, FIRST, FIRST), "copy", "cart", false));
    assertThat(trend("service", "", "function", "nowhere")).isEmpty();
  }

  private static List<String> trend(String... arguments) {
    return TimeQueriesTest.run(
        "function-trend", TimeQueriesTest.with(TimeQueriesTest.api(KnownData.CPU), arguments));
  }

  private static List<String> shares(
      List<Profile> profiles, String function, String service, boolean weeks) {
    Map<LocalDate, List<Profile>> steps = new TreeMap<>();
    for (Profile profile : profiles) {
      LocalDate step =
          weeks
              ? profile.day().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
              : profile.day();
      steps.computeIfAbsent(step, day -> new ArrayList<>()).add(profile);
    }
    return steps.entrySet().stream()
        .map(
            entry -> {
              long flat = sum(entry.getValue(), profile -> profile.flat(function));
              long cumulative = sum(entry.getValue(), profile -> profile.cumulative(function));
              long total = sum(entry.getValue(), Profile::total);
              return List.of(
                      entry.getKey(),
                      service,
                      flat,
                      cumulative,
                      total,
                      Math.round(1e4 * flat / total) / 1e2,
                      Math.round(1e4 * cumulative / total) / 1e2)
                  .toString();
            })
        .toList();
  }

  private static long sum(List<Profile> profiles, ToDoubleFunction<Profile> part) {
    return (long) profiles.stream().mapToDouble(part).sum();
  }

  /** Two instances of 4 profiles of 10 s in 3 hours and 10 s, within a range of 24 hours. */
  @Test
  @Answers("function-cost")
  void functionCostTakesWhatIsProfiledForAllTheTimeThatASeriesRan() {
    double times = (3 * 3600 + 10) / 40e0;
    List<Profile> profiles = History.of("api", KnownData.CPU, FIRST, FIRST);

    List<List<Object>> rows =
        TimeQueriesTest.rows(
            "function-cost",
            TimeQueriesTest.with(
                TimeQueriesTest.api(KnownData.CPU),
                "to",
                "2026-10-06T00:00:00Z",
                "price",
                "250000000000",
                "order",
                "cumulative"));

    assertThat(rows).extracting(List::getFirst).containsExactlyInAnyOrderElementsOf(FUNCTIONS);
    assertThat(rows).extracting(row -> -(double) row.get(4)).isSorted();
    for (List<Object> row : rows) {
      String function = (String) row.getFirst();
      double flat = sum(profiles, profile -> profile.flat(function)) * times / 1e9;
      double cumulative = sum(profiles, profile -> profile.cumulative(function)) * times / 1e9;
      assertClose((double) row.get(1) * 1e9, flat / 86_400 * 1e9);
      assertClose(row.get(2), flat / 3600 * 250e9);
      assertClose((double) row.get(3) * 1e9, cumulative / 86_400 * 1e9);
      assertClose(row.get(4), cumulative / 3600 * 250e9);
    }
  }

  @Test
  @Answers("function-cost")
  void functionCostOfWhatIsNoTimeIsNull() {
    assertThat(
            TimeQueriesTest.run(
                "function-cost",
                TimeQueriesTest.with(
                    TimeQueriesTest.api(KnownData.ALLOC_SPACE), "service", "counters")))
        .containsExactlyInAnyOrder(
            "[main, null, null, null, null]", "[parse, null, null, null, null]");
  }

  private static void assertClose(Object actual, double expected) {
    assertThat((double) actual).isCloseTo(expected, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cumulative", "flat"})
  @Answers("regressions")
  void regressionsTestTheSharesOfAllProfiles(String measure) {
    Map<String, Share> before = new TreeMap<>();
    Map<String, Share> after = new TreeMap<>();
    Map<String, Double> p = new TreeMap<>();
    List<String> functions = measure.equals("flat") ? List.of("parse", "copy", "idle") : FUNCTIONS;
    for (String function : functions) {
      ToDoubleFunction<Profile> part =
          measure.equals("flat")
              ? profile -> profile.flat(function)
              : profile -> profile.cumulative(function);
      LocalDate last = History.RELEASE.minusDays(1);
      before.put(function, Share.of(History.of("api", KnownData.CPU, FIRST, last), part));
      after.put(function, Share.of(History.of("api", KnownData.CPU, History.RELEASE, LAST), part));
      p.put(function, Significance.p(before.get(function), after.get(function)));
    }
    Map<String, Double> adjusted = Significance.adjusted(p);

    List<List<Object>> rows =
        TimeQueriesTest.rows("regressions", TimeQueriesTest.with(RELEASES, "measure", measure));

    assertThat(rows).extracting(List::getFirst).containsExactlyInAnyOrderElementsOf(functions);
    for (List<Object> row : rows) {
      String function = (String) row.getFirst();
      assertThat((double) row.get(1)).isCloseTo(1e2 * before.get(function).value(), within(5.1e-3));
      assertThat((double) row.get(2)).isCloseTo(1e2 * after.get(function).value(), within(5.1e-3));
      assertThat((double) row.get(4)).isCloseTo(p.get(function), within(1e-6));
      assertThat((double) row.get(5)).isCloseTo(adjusted.get(function), within(1e-6));
      assertThat(row.get(6)).isEqualTo(adjusted.get(function) <= 0.05);
      assertThat(row.subList(7, 9)).containsExactly(32L, 32L);
    }
  }

  @Test
  @Answers("regressions")
  void regressionsFindTheChangeAndNotTheNoise() {
    List<List<Object>> rows = TimeQueriesTest.rows("regressions", RELEASES);

    assertThat(rows.getFirst().getFirst()).isEqualTo("copy");
    assertThat((double) rows.getFirst().get(3)).isNegative();
    assertThat(rows.getFirst().get(6)).isEqualTo(true);
    assertThat(rows).filteredOn(row -> row.getFirst().equals("idle")).hasSize(1);
    assertThat(TimeQueriesTest.rows("regressions", TimeQueriesTest.with(RELEASES, "after", "3.0")))
        .allSatisfy(row -> assertThat(row.get(4)).isNull())
        .allSatisfy(row -> assertThat(row.get(6)).isEqualTo(false));
  }

  /** Two-sided values of the tables that textbooks print. */
  @Test
  void tailsOfStudentsTAreThoseOfTheTables() {
    assertThat(Significance.tails(2.228, 10)).isCloseTo(0.05, within(1e-4));
    assertThat(Significance.tails(2.750, 30)).isCloseTo(0.01, within(1e-4));
  }
}
