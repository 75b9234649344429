package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Queries over time against the {@link History}. */
class TimeQueriesTest {
  /**
   * In the first minute instance a covers 0 to 50 s in two deltas that add 100, instance b 20 to 45
   * s with 10 more; in the second a covers 50 to 70 s.
   */
  @Test
  void timeSeriesCoversWhatCountersGrewInThoughTheirTimeIsTheEnd() {
    assertThat(
            run(
                "time-series",
                Map.of(
                    "service", "counters",
                    "type", KnownData.ALLOC_SPACE,
                    "from", "2026-10-05T00:00:00Z",
                    "to", "2026-10-06T00:00:00Z")))
        .containsExactly(
            "[2026-10-05 00:00:00.000 UTC, counters, delta, 110, 2.2, 50.0]",
            "[2026-10-05 00:01:00.000 UTC, counters, delta, 30, 1.5, 20.0]");
  }

  private static List<String> run(String query, Map<String, String> arguments) {
    return Lake.historyRows(SqlFiles.query(query).bind(arguments)).stream()
        .map(List::toString)
        .toList();
  }
}
