package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Questions about ingestion against the {@link History}. */
class IngestionQueriesTest {
  private static final Map<String, String> COUNTERS =
      Map.of(
          "service", "counters",
          "from", "2026-10-05T00:00:00Z",
          "to", "2026-10-05T00:02:00Z");

  /** Of instance a 40, 10 and 20 s lie between snapshots, of b 25 s. */
  @Test
  @Answers("ingestion-profiles")
  void ingestionProfilesCountsBaselinesResetsAndGaps() {
    assertThat(TimeQueriesTest.run("ingestion-profiles", COUNTERS))
        .containsExactly(
            "[counters, %s, 2, 6, 2, 1, 1, %s 00:00:00.000000 UTC, %2$s 00:01:10.000000 UTC, 50.0]"
                .formatted(KnownData.ALLOC_SPACE, "2026-10-05"));
  }

  @Test
  @Answers("ingestion-profiles")
  void ingestionProfilesHasARowForEachServiceAndType() {
    assertThat(
            TimeQueriesTest.rows(
                "ingestion-profiles",
                TimeQueriesTest.with(COUNTERS, "service", "", "to", "2026-10-06T00:00:00Z")))
        .extracting(List::getFirst)
        .containsExactly("api", "api", "auth", "cart", "counters", "mail", "shop");
  }

  /** The ends of what was covered are 0 to 70 s apart from the first, all in one file. */
  @Test
  @Answers("ingestion-lag")
  void ingestionLagIsTheTimeFromTheEndToTheFile() {
    double written =
        (double)
            Lake.historyRows(
                    "SELECT max(to_unixtime(\"$file_modified_time\")) FROM profiles.profiles"
                        + " WHERE service_name = 'counters'")
                .getFirst()
                .getFirst();
    double longest = written - History.DAYS.getFirst().toEpochDay() * 86_400e0;

    List<Object> row =
        TimeQueriesTest.rows("ingestion-lag", TimeQueriesTest.with(COUNTERS, "above", "-1e12"))
            .getFirst();

    assertThat(row.subList(0, 2)).containsExactly("counters", 6L);
    assertThat((double) row.get(2)).isBetween(longest - 50, longest - 20);
    assertThat((double) row.get(3)).isBetween(longest - 50, longest);
    assertThat((double) row.get(4)).isCloseTo(longest, within(1e-3));
    assertThat(
            TimeQueriesTest.rows("ingestion-lag", TimeQueriesTest.with(COUNTERS, "above", "1e12")))
        .isEmpty();
  }
}
