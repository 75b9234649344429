package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That queries read the partitions of their day and service, and no others. */
class PruningTest {
  private static final Pattern SCAN =
      Pattern.compile(
          "(?:Scan|ScanFilter|ScanFilterProject|TableScan)\\[table = lake:profiles\\.(\\w+)\\$");
  private static final Pattern INPUT = Pattern.compile("Input: (\\d+) rows?");

  /**
   * Of the second day, shop has 5 CPU samples and 5 stacks; Parquet's statistics skip the files of
   * other types.
   */
  @ParameterizedTest
  @ValueSource(strings = {"flamegraph", "top-functions", "folded", "callgraph", "source-lines"})
  void stackQueriesReadOneDayAndBucketOfSamplesAndStacks(String query) {
    String plan = analyze(query, "2026-11-21T00:00:00Z", "2026-11-21T00:00:10Z");

    assertThat(rowsRead(plan, "samples")).isEqualTo(15);
    assertThat(rowsRead(plan, "profiles")).isEqualTo(11);
    assertThat(rowsRead(plan, "stacks")).isEqualTo(5);
  }

  @Test
  void seriesAreReadOnlyForMatchersAndOfTheirDayAlone() {
    Map<String, String> range =
        Map.of("from", "2026-11-21T00:00:00Z", "to", "2026-11-22T00:00:00Z", "service", "shop");
    assertThat(scans(analyze("profile-types", range), "series")).isZero();
    String plan = analyze("profile-types", with(range, "matchers", "{instance=\"a\"}"));
    assertThat(rowsRead(plan, "series")).isEqualTo(3);
  }

  @Test
  void aRangeOverMidnightReadsBothDaysAndStillOneBucket() {
    String plan = analyze("flamegraph", "2026-11-20T23:00:00Z", "2026-11-21T01:00:00Z");

    assertThat(rowsRead(plan, "samples")).isEqualTo(18);
    assertThat(rowsRead(plan, "stacks")).isEqualTo(7);
  }

  @Test
  void aFilterByDayOnAViewReachesEveryTable() {
    String plan = analyze("SELECT sum(value) FROM profiles.labeled_samples WHERE env IS NULL AND ");
    assertThat(rowsRead(plan, "samples")).isEqualTo(15);
    assertThat(rowsRead(plan, "stacks")).isEqualTo(5);
    assertThat(rowsRead(plan, "series")).isEqualTo(3);
    String profiles = analyze("SELECT * FROM profiles.labeled_profiles WHERE ");
    assertThat(rowsRead(profiles, "profiles")).isEqualTo(11);
    assertThat(rowsRead(profiles, "series")).isEqualTo(3);
    assertThat(rowsRead(analyze("SELECT * FROM profiles.profile_types WHERE "), "profiles"))
        .isEqualTo(11);
  }

  /** So that what is read of the samples can be narrowed to the series that match. */
  @ParameterizedTest
  @ValueSource(strings = {"labeled_samples", "labeled_profiles"})
  void aFilterByLabelOnAViewReachesTheSeries(String view) {
    String plan = analyze("SELECT count(*) FROM profiles." + view + " WHERE pod = 'shop-1' AND ");

    assertThat(plan)
        .containsPattern("lake:profiles\\.series\\$.*filterPredicate = .*'k8s\\.pod\\.name'")
        .doesNotContainPattern("Join\\[.*'k8s\\.pod\\.name'");
  }

  @Test
  void servicesFallIntoDifferentBuckets() {
    assertThat(
            Lake.rows(
                "SELECT DISTINCT partition.service_name_bucket FROM"
                    + " profiles.\"samples$partitions\""))
        .hasSize(2);
  }

  private static String analyze(String query, String from, String to) {
    return analyze(query, Map.of("service", "shop", "type", KnownData.CPU, "from", from, "to", to));
  }

  private static Map<String, String> with(Map<String, String> base, String name, String value) {
    Map<String, String> all = new HashMap<>(base);
    all.put(name, value);
    return all;
  }

  private static String analyze(String query, Map<String, String> arguments) {
    return explain(SqlFiles.query(query).bind(arguments));
  }

  /** A statement that ends where the filter by service and day goes. */
  private static String analyze(String statement) {
    return explain(statement + "service_name = 'shop' AND day = DATE '2026-11-21'");
  }

  static String explain(String statement) {
    return (String) Lake.rows("EXPLAIN ANALYZE VERBOSE " + statement).getFirst().getFirst();
  }

  /** The rows that came out of the files into the scan of a table. */
  static long rowsRead(String plan, String table) {
    assertThat(scans(plan, table)).as("scans of %s in%n%s", table, plan).isEqualTo(1);
    int scan = plan.indexOf("lake:profiles." + table + "$");
    Matcher input = INPUT.matcher(plan);
    assertThat(input.find(scan)).isTrue();
    return Long.parseLong(input.group(1));
  }

  private static long scans(String plan, String table) {
    return SCAN.matcher(plan).results().map(match -> match.group(1)).filter(table::equals).count();
  }
}
