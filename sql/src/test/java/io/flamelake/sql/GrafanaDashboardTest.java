package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trino.testing.MaterializedResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The Grafana dashboard: its statements are those of the query files, run on the real engine with
 * its variables replaced, and give what its panels need. With {@code -Dflamelake.update=true} the
 * statements are written anew.
 */
class GrafanaDashboardTest {
  private static final Path FILE = Path.of("../grafana/dashboards/flamelake.json");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> SHOP =
      Map.of(
          "catalog", "lake",
          "service", "shop",
          "type", KnownData.CPU,
          "matchers", "{}",
          "before", "1d",
          "baseline_matchers", "{}");

  private final JsonNode dashboard = read();

  @Test
  void asksWhatTheQueryFilesAsk() throws IOException {
    JsonNode fresh = read();
    for (JsonNode panel : fresh.get("panels")) {
      for (JsonNode target : panel.get("targets")) {
        String refId = target.get("refId").asText();
        ((ObjectNode) target)
            .put("rawSQL", GrafanaSql.ofTarget(panel.get("title").asText(), refId));
      }
    }
    for (JsonNode variable : fresh.at("/templating/list")) {
      if (variable.get("type").asText().equals("query")) {
        String statement = GrafanaSql.ofVariable(variable.get("name").asText());
        ((ObjectNode) variable).put("definition", statement);
        ((ObjectNode) variable.get("query")).put("query", statement);
      }
    }
    if (Boolean.getBoolean("flamelake.update")) {
      Files.writeString(
          FILE, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(fresh) + "\n");
    }

    assertThat(read()).isEqualTo(fresh);
  }

  @Test
  void hasTheFieldsThatEveryDashboardNeeds() {
    assertThat(dashboard.get("uid").asText()).matches("[a-z]{1,40}");
    assertThat(dashboard.get("title").asText()).isNotEmpty();
    assertThat(dashboard.get("schemaVersion").asInt()).isEqualTo(39);
    assertThat(dashboard.at("/time/from").asText()).isNotEmpty();
    assertThat(dashboard.has("id")).isFalse();
    Set<Integer> ids = new HashSet<>();
    Set<List<Integer>> cells = new HashSet<>();
    for (JsonNode panel : dashboard.get("panels")) {
      assertThat(ids.add(panel.get("id").asInt())).isTrue();
      JsonNode place = panel.get("gridPos");
      assertThat(place.get("x").asInt() + place.get("w").asInt()).isLessThanOrEqualTo(24);
      for (int down = 0; down < place.get("h").asInt(); down++) {
        for (int right = 0; right < place.get("w").asInt(); right++) {
          List<Integer> cell =
              List.of(place.get("x").asInt() + right, place.get("y").asInt() + down);
          assertThat(cells.add(cell)).as("a cell of panel " + panel.get("title")).isTrue();
        }
      }
    }
  }

  @Test
  void asksTheDataSourceThatIsChosen() {
    List<JsonNode> sources = dashboard.findValues("datasource");

    assertThat(sources).hasSizeGreaterThan(8);
    assertThat(sources)
        .allSatisfy(
            source -> {
              assertThat(source.get("type").asText()).isEqualTo("trino-datasource");
              assertThat(source.get("uid").asText()).isEqualTo("${datasource}");
            });
    assertThat(variable("datasource").get("query").asText()).isEqualTo("trino-datasource");
  }

  @Test
  void definesEveryVariableThatItUses() {
    Set<String> defined = new TreeSet<>(Set.of("datasource"));
    dashboard.at("/templating/list").forEach(one -> defined.add(one.get("name").asText()));

    Set<String> known = new TreeSet<>(SHOP.keySet());
    known.add("datasource");
    assertThat(defined).isEqualTo(known);
  }

  @Test
  void theFlameGraphPanelGetsANestedSetDepthFirst() {
    MaterializedResult result = Lake.result(statement("Flame graph", SHOP));

    assertThat(columns(result))
        .containsExactly("level bigint", "label varchar", "self bigint", "value bigint");
    assertNested(result, 3);
    assertThat(lines(result))
        .containsExactly(
            "[0, total, 3, 30]",
            "[1, main, 0, 27]",
            "[2, parse, 0, 10]",
            "[3, parse, 10, 10]",
            "[2, copy, 0, 8]",
            "[3, memcpy, 8, 8]",
            "[2, libc.so.6+0x10, 7, 7]",
            "[2, 0xff, 2, 2]");
  }

  @Test
  void theComparisonGetsBothSides() {
    MaterializedResult result = Lake.result(statement("Against ${before} before", SHOP));

    assertThat(columns(result))
        .containsExactlyInAnyOrder(
            "level bigint",
            "label varchar",
            "value bigint",
            "self bigint",
            "valueRight bigint",
            "selfRight bigint");
    assertNested(result, result.getColumnNames().indexOf("value"));
    assertNested(result, result.getColumnNames().indexOf("valueRight"));
    assertThat(lines(result))
        .containsExactly(
            "[0, total, 55, 0, 55, 6]",
            "[1, main, 55, 0, 49, 0]",
            "[2, parse, 35, 0, 18, 0]",
            "[3, parse, 35, 35, 18, 18]",
            "[2, copy, 20, 0, 15, 0]",
            "[3, memcpy, 20, 20, 15, 15]",
            "[2, libc.so.6+0x10, 0, 0, 12, 12]",
            "[2, 0xff, 0, 0, 4, 4]");
  }

  @Test
  void theComparisonsBaselineHasMatchersOfItsOwn() {
    Map<String, String> values = with("baseline_matchers", "{endpoint=\"\"}");
    values.put("matchers", "{instance=\"b\"}");

    assertThat(lines(Lake.result(statement("Against ${before} before", values))).getFirst())
        .isEqualTo("[0, total, 50, 0, 50, 12]");
  }

  /** The day before 21 November has three samples of CPU time, that of a week before none. */
  @Test
  void panelsReadTheDaysAndTheServiceThatAreChosen() {
    assertThat(samplesRead("Flame graph", "1d")).isEqualTo(15);
    assertThat(samplesRead("Top functions", "1d")).isEqualTo(15);
    assertThat(samplesRead("Against ${before} before", "1d")).isEqualTo(18);
    assertThat(samplesRead("Against ${before} before", "7d")).isEqualTo(15);
  }

  @Test
  void theTableGetsTheTopFunctions() {
    MaterializedResult result = Lake.result(statement("Top functions", SHOP));

    assertThat(columns(result))
        .contains("function varchar", "flat bigint", "cumulative bigint", "flat_percent double");
    assertThat(lines(result).getFirst()).startsWith("[parse, 10, 33.33, ");
  }

  @Test
  void theTimeSeriesGetsTimesInOrderWithOneNumberAndOneText() {
    MaterializedResult result = Lake.result(statement("Over time", SHOP));

    assertThat(columns(result))
        .containsExactly("time timestamp(3) with time zone", "metric varchar", "value double");
    assertThat(result.getMaterializedRows())
        .extracting(row -> row.getField(1) + " " + row.getField(2))
        .containsExactly("shop 2.0E-9");
  }

  @Test
  void gaugesOverTimeAreAsTheyAre() {
    MaterializedResult result =
        Lake.result(statement("Over time", with("type", KnownData.GOROUTINES)));

    assertThat(result.getMaterializedRows()).extracting(row -> row.getField(2)).contains(17.0);
  }

  @Test
  void theUnitIsNamedAsGrafanaNamesIt() {
    for (Map.Entry<String, String> unit :
        Map.of(KnownData.CPU, "ns", KnownData.ALLOC_SPACE, "bytes", KnownData.GOROUTINES, "short")
            .entrySet()) {
      for (JsonNode panel : dashboard.get("panels")) {
        assertThat(Lake.rows(replaced(sql(panel, "unit"), with("type", unit.getKey()))))
            .containsExactly(List.of(unit.getValue()));
      }
    }
  }

  @Test
  void variablesOfferServicesAndTheirTypes() {
    assertThat(Lake.rows(variableStatement("service")))
        .containsExactly(List.of("cart"), List.of("shop"));
    assertThat(Lake.rows(variableStatement("type")))
        .containsExactly(
            List.of(KnownData.GOROUTINES),
            List.of(KnownData.ALLOC_OBJECTS),
            List.of(KnownData.ALLOC_SPACE),
            List.of(KnownData.CPU));
  }

  @Test
  void matchersMayHoldQuotesAndMayBeEmpty() {
    Map<String, String> cart = with("service", "cart");
    cart.put("matchers", "{env=\"it's\"}");
    assertThat(lines(Lake.result(statement("Flame graph", cart))).getFirst())
        .isEqualTo("[0, total, 0, 100]");

    cart.put("matchers", "{env!=\"it's\"}");
    assertThat(Lake.rows(statement("Flame graph", cart))).isEmpty();

    cart.put("matchers", " ");
    assertThat(Lake.rows(statement("Top functions", cart))).isNotEmpty();
  }

  private long samplesRead(String panel, String before) {
    String plan = PruningTest.explain(statement(panel, with("before", before)));
    return PruningTest.rowsRead(plan, "samples");
  }

  private static void assertNested(MaterializedResult result, int value) {
    long last = -1;
    Map<Long, Long> room = new HashMap<>();
    for (var row : result.getMaterializedRows()) {
      long level = (Long) row.getField(0);
      assertThat(level).isBetween(last < 0 ? 0L : 1L, last + 1);
      if (level > 0) {
        long left = room.merge(level - 1, -(Long) row.getField(value), Long::sum);
        assertThat(left).as("room in the parent of " + row).isNotNegative();
      }
      room.put(level, (Long) row.getField(value));
      last = level;
    }
  }

  private String statement(String panelTitle, Map<String, String> values) {
    for (JsonNode panel : dashboard.get("panels")) {
      if (panel.get("title").asText().equals(panelTitle)) {
        return replaced(sql(panel, "A"), values);
      }
    }
    throw new AssertionError("no panel " + panelTitle);
  }

  private String variableStatement(String name) {
    return replaced(variable(name).at("/query/query").asText(), SHOP);
  }

  private JsonNode variable(String name) {
    for (JsonNode variable : dashboard.at("/templating/list")) {
      if (variable.get("name").asText().equals(name)) {
        return variable;
      }
    }
    throw new AssertionError("no variable " + name);
  }

  private static String sql(JsonNode panel, String refId) {
    for (JsonNode target : panel.get("targets")) {
      if (target.get("refId").asText().equals(refId)) {
        return target.get("rawSQL").asText();
      }
    }
    throw new AssertionError("no target " + refId);
  }

  /** With the second of the known days chosen. */
  private static String replaced(String statement, Map<String, String> values) {
    Instant from = Instant.parse("2026-11-21T00:00:00Z");
    return new GrafanaVariables(values, from, from.plusSeconds(86_400), 60_000)
        .replacedIn(statement);
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> values = new HashMap<>(SHOP);
    values.put(name, value);
    return values;
  }

  private static List<String> lines(MaterializedResult result) {
    return result.getMaterializedRows().stream().map(row -> row.getFields().toString()).toList();
  }

  private static List<String> columns(MaterializedResult result) {
    List<String> columns = new ArrayList<>();
    for (int at = 0; at < result.getColumnNames().size(); at++) {
      String type = result.getTypes().get(at).getDisplayName();
      columns.add(result.getColumnNames().get(at) + " " + type.replaceAll("\\(\\d+\\)$", ""));
    }
    return columns;
  }

  private static JsonNode read() {
    try {
      return JSON.readTree(Files.readString(FILE));
    } catch (IOException e) {
      throw new AssertionError(FILE.toString(), e);
    }
  }
}
