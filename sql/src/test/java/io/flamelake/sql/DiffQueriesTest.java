package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flamelake.sql.History.Profile;
import io.flamelake.sql.History.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Comparisons against the {@link History}. */
class DiffQueriesTest {
  /** Side a covers 56 s of one day, side b as much of each of four. */
  private static final double SCALE = 56e0 / (4 * 56);

  private static final Map<String, String> RELEASES =
      Map.of(
          "service", "api",
          "type", KnownData.CPU,
          "from_a", "2026-10-05T00:00:00Z",
          "to_a", "2026-10-06T00:00:00Z",
          "matchers_a", "{version=\"1.0\"}",
          "from_b", "2026-10-05T00:00:00Z",
          "to_b", "2026-10-20T00:00:00Z",
          "matchers_b", "{version=\"2.0\"}");

  @Test
  @Answers("flamegraph-diff")
  void flamegraphDiffMakesRatesEqualByTheTimeThatEitherSideCovers() {
    Map<String, Double> before = tree(before());
    Map<String, Double> after = tree(after());

    List<List<Object>> rows = TimeQueriesTest.rows("flamegraph-diff", RELEASES);

    assertThat(rows).hasSize(before.size());
    List<String> path = new ArrayList<>();
    for (List<Object> row : rows) {
      path = new ArrayList<>(path.subList(0, (int) (long) row.get(0)));
      path.add((String) row.get(1));
      String node = String.join(";", path);
      assertThat((long) row.get(2)).as(node).isEqualTo(before.get(node).longValue());
      assertThat((double) (long) row.get(4)).isCloseTo(after.get(node) * SCALE, within(1e0));
    }
  }

  @Test
  @Answers("flamegraph-diff")
  void flamegraphDiffMakesTotalsEqualOrLeavesThemAsTheyAre() {
    long before = before().stream().mapToLong(Profile::total).sum();
    long after = after().stream().mapToLong(Profile::total).sum();

    assertThat(root("normalized", Map.of()).get(2)).isEqualTo(before);
    assertThat(root("normalized", Map.of()).get(4)).isEqualTo(before);
    assertThat(root("absolute", Map.of()).get(4)).isEqualTo(after);
    assertThat(root("rate", Map.of("matchers_a", "{version=\"0.9\"}")).subList(2, 5))
        .containsExactly(0L, 0L, after);
  }

  private static List<Object> root(String mode, Map<String, String> arguments) {
    Map<String, String> all = new HashMap<>(RELEASES);
    all.put("mode", mode);
    all.putAll(arguments);
    return TimeQueriesTest.rows("flamegraph-diff", all).getFirst();
  }

  /** Of a gauge, each side is the sum of its series' averages, whatever the times. */
  @Test
  @Answers("flamegraph-diff")
  void flamegraphDiffAveragesGauges() {
    assertThat(
            Lake.rows(
                SqlFiles.query("flamegraph-diff")
                    .bind(
                        Map.of(
                            "service", "shop",
                            "type", KnownData.GOROUTINES,
                            "from_a", "2026-11-21T00:00:00Z",
                            "to_a", "2026-11-21T00:00:10Z",
                            "matchers_a", "{instance=\"a\"}",
                            "from_b", "2026-11-21T00:00:00Z",
                            "to_b", "2026-11-21T00:01:00Z",
                            "matchers_b", "{instance=\"a\"}"))))
        .extracting(List::toString)
        .containsExactly(
            "[0, total, 6, 0, 7, 0]",
            "[1, main, 6, 0, 7, 0]",
            "[2, parse, 4, 0, 5, 0]",
            "[3, parse, 4, 4, 5, 5]",
            "[2, copy, 2, 0, 1, 0]",
            "[3, memcpy, 2, 2, 1, 1]",
            "[2, libc.so.6+0x10, 0, 0, 1, 1]");
  }

  @Test
  @Answers("top-functions-diff")
  void topFunctionsDiffHasBothSidesAndTheChange() {
    Map<String, List<Object>> expected = new TreeMap<>();
    for (String function : List.of("main", "parse", "copy", "idle", "loop")) {
      long flatA = before().stream().mapToLong(p -> p.flat(function)).sum();
      long flatB = Math.round(after().stream().mapToLong(p -> p.flat(function)).sum() * SCALE);
      long a = before().stream().mapToLong(p -> p.cumulative(function)).sum();
      long b = Math.round(after().stream().mapToLong(p -> p.cumulative(function)).sum() * SCALE);
      expected.put(function, List.of(function, flatA, flatB, flatB - flatA, a, b, b - a));
    }

    List<List<Object>> rows =
        TimeQueriesTest.rows(
            "top-functions-diff", TimeQueriesTest.with(RELEASES, "order", "cumulative"));

    assertThat(rows).extracting(row -> row.subList(0, 7)).hasSameElementsAs(expected.values());
    assertThat(rows).extracting(row -> -Math.abs((long) row.get(6))).isSorted();
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat((double) row.get(7))
                    .isCloseTo(100e0 * (long) row.get(6) / (long) row.get(4), within(5e-3)));
  }

  private static List<Profile> before() {
    return History.of("api", KnownData.CPU, History.DAYS.getFirst(), History.DAYS.getFirst());
  }

  private static List<Profile> after() {
    return History.of("api", KnownData.CPU, History.RELEASE, History.DAYS.getLast());
  }

  /** The values of a flame graph's nodes by their paths from the root. */
  private static Map<String, Double> tree(List<Profile> profiles) {
    Map<String, Double> nodes = new HashMap<>();
    for (Profile profile : profiles) {
      for (Sample sample : profile.samples()) {
        String path = "total";
        nodes.merge(path, (double) sample.value(), Double::sum);
        for (String function : History.STACKS.get(sample.stack()).reversed()) {
          path += ";" + function;
          nodes.merge(path, (double) sample.value(), Double::sum);
        }
      }
    }
    return nodes;
  }
}
