package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Answers are the same whether sums by hour are there or not. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollUpsTest {
  /** Ends and edges on whole hours and between them, before, over and after what is summed. */
  private static final List<List<String>> RANGES =
      List.of(
          List.of("2026-10-05T00:00:00Z", "2026-10-20T00:00:00Z"),
          List.of("2026-10-07T01:00:02Z", "2026-10-13T02:00:01Z"),
          List.of("2026-10-13T01:30:00Z", "2026-10-13T04:00:04Z"),
          List.of("2026-10-05T02:00:00Z", "2026-10-05T02:00:03Z"),
          List.of("2026-10-13T03:00:00Z", "2026-10-17T12:00:00Z"),
          List.of("2026-10-05T07:30:00+05:30", "2026-10-09T04:00:03+01:00"));

  private static final List<String> QUERIES =
      List.of("flamegraph", "top-functions", "folded", "callgraph", "hottest-functions");

  /** These take sums by the same lines of SQL as the first two. */
  private static final List<String> OTHER_QUERIES = QUERIES.subList(2, QUERIES.size());

  @Test
  @Order(1)
  void queriesOverStacksGiveTheSame() {
    for (List<String> range : RANGES) {
      assertSame("flamegraph", range, Map.of());
      assertSame("top-functions", range, Map.of());
    }
    for (int query = 0; query < OTHER_QUERIES.size(); query++) {
      assertSame(OTHER_QUERIES.get(query), RANGES.get(1), Map.of());
      assertSame(OTHER_QUERIES.get(query), RANGES.get(query + 2), Map.of());
    }
    for (List<String> range : RANGES.subList(0, 2)) {
      assertSame("flamegraph", range, Map.of("matchers", "{instance=\"a\"}"));
      assertSame("flamegraph", range, Map.of("type", KnownData.GOROUTINES));
      assertSame(
          "top-functions", range, Map.of("type", KnownData.ALLOC_SPACE, "service", "counters"));
    }
  }

  @Test
  @Order(1)
  @Answers("rolled-until")
  void sumsAreUsedAsFarAsTheyAreCompleteButNotForGaugesAndMatchers() {
    Map<String, String> asked =
        Map.of(
            "type",
            KnownData.CPU,
            "service",
            "api",
            "from",
            "2026-10-05T00:00:00Z",
            "to",
            "2026-10-20T00:00:00Z");
    assertThat(until(asked, Map.of())).isEqualTo("2026-10-13T03:00:00Z");
    assertThat(until(asked, Map.of("matchers", "{a=\"b\"}"))).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(until(asked, Map.of("type", KnownData.GOROUTINES)))
        .isEqualTo("1970-01-01T00:00:00Z");
  }

  private static String until(Map<String, String> asked, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(asked);
    all.putAll(more);
    String statement = SqlFiles.query("rolled-until").bind(all);
    return Lake.rolledUpRows(statement).getFirst().getFirst().toString();
  }

  @Test
  @Order(2)
  void viewsGiveTheSame() {
    for (String query :
        List.of(
            "SELECT * FROM profiles.samples_by_hour",
            "SELECT * FROM profiles.functions_by_hour",
            "SELECT * FROM profiles.function_days",
            "SELECT * FROM profiles.function_days WHERE day = DATE '2026-10-13' AND service_name ="
                + " 'api'")) {
      List<String> plain = texts(Lake.historyRows(query));
      assertThat(texts(Lake.rolledUpRows(query)))
          .as(query)
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(plain);
    }
    assertThat(
            Lake.rolledUpRows(
                "SELECT table_name, to_iso8601(complete_until) FROM profiles.roll_ups"))
        .allMatch(row -> row.get(1).toString().startsWith("2026-10-13T03:00:00"));
  }

  /** What is summed is not read from samples: without these the answers stay. */
  @Test
  @Order(3)
  void whatIsSummedIsNotReadFromSamples() {
    Lake.rolledUpRows(RolledUp.spoilSamples());
    for (String query : QUERIES) {
      assertSame(query, RANGES.get(0), Map.of());
    }
    assertSame("flamegraph", RANGES.get(0), Map.of("type", KnownData.GOROUTINES));
    String days = "SELECT * FROM profiles.function_days";
    assertThat(texts(Lake.rolledUpRows(days)))
        .containsExactlyInAnyOrderElementsOf(texts(Lake.historyRows(days)));
  }

  private static void assertSame(String query, List<String> range, Map<String, String> more) {
    Map<String, String> arguments = new HashMap<>(Map.of("type", KnownData.CPU));
    arguments.put("from", range.get(0));
    arguments.put("to", range.get(1));
    if (SqlFiles.query(query).parameters().stream()
        .anyMatch(each -> each.name().equals("service"))) {
      arguments.put("service", "api");
    }
    arguments.putAll(more);
    String plain = SqlFiles.query(query).bind(arguments);
    Map<String, String> asked = new HashMap<>(arguments);
    SqlFile until = SqlFiles.query("rolled-until");
    asked.keySet().retainAll(until.parameters().stream().map(SqlParameter::name).toList());
    arguments.put(
        "rolled_until", Lake.rolledUpRows(until.bind(asked)).getFirst().getFirst().toString());
    assertThat(texts(Lake.rolledUpRows(SqlFiles.query(query).bind(arguments))))
        .as("%s %s", query, arguments)
        .isEqualTo(texts(Lake.historyRows(plain)));
  }

  private static List<String> texts(List<List<Object>> rows) {
    return rows.stream().map(List::toString).toList();
  }
}
