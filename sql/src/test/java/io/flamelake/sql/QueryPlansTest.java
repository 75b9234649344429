package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every query about a service reads of the {@link History}, which has eight days and six
 * services: files of the days that the range touches, and of these only those of the service.
 */
class QueryPlansTest {
  private static final String SCAN = "[table = history:profiles.";
  private static final Pattern FILES = Pattern.compile("'dataFiles' = LongCount\\{total=(\\d+)}");
  private static final Pattern ROWS = Pattern.compile("Input: (\\d+) rows?");

  private static final LocalDate DAY = LocalDate.of(2026, 10, 9);
  private static final String DAYS = "BETWEEN DATE '2026-10-09' AND DATE '2026-10-11'";

  /** Arguments of parameters that have no defaults. */
  private static final Map<String, String> ARGUMENTS =
      Map.ofEntries(
          Map.entry("service", "api"),
          Map.entry("type", KnownData.CPU),
          Map.entry("from", "2026-10-09T00:00:00Z"),
          Map.entry("to", "2026-10-11T23:00:00Z"),
          Map.entry("from_a", "2026-10-09T00:00:00Z"),
          Map.entry("to_a", "2026-10-09T23:00:00Z"),
          Map.entry("from_b", "2026-10-11T00:00:00Z"),
          Map.entry("to_b", "2026-10-11T23:00:00Z"),
          Map.entry("matchers", "{instance=\"a\"}"),
          Map.entry("matchers_a", "{instance=\"a\"}"),
          Map.entry("matchers_b", "{instance=\"a\"}"),
          Map.entry("profile", History.of("api", KnownData.CPU, DAY, DAY).getFirst().id()),
          Map.entry("before", "1.0"),
          Map.entry("after", "1.0"));

  private static final Map<String, Scan> ALLOWED =
      Stream.of("samples", "profiles", "stacks", "series", "samples_hourly", "functions_hourly")
          .collect(Collectors.toMap(Function.identity(), QueryPlansTest::allowed));

  static Stream<String> queriesOfAService() {
    return SqlFiles.queries().stream()
        .filter(
            name ->
                SqlFiles.query(name).parameters().stream()
                    .anyMatch(parameter -> parameter.name().equals("service")));
  }

  @ParameterizedTest
  @MethodSource("queriesOfAService")
  void readsNothingButTheServicesFilesOfTheDays(String name) {
    List<Scan> scans = scans(name);

    assertThat(scans).extracting(Scan::rows).anyMatch(rows -> rows > 0);
    assertThat(scans)
        .allSatisfy(
            scan -> {
              Scan allowed = ALLOWED.get(scan.table());
              assertThat(scan.files()).as(scan.table()).isLessThanOrEqualTo(allowed.files());
              assertThat(scan.rows()).as(scan.table()).isLessThanOrEqualTo(allowed.rows());
            });
  }

  /** Less than a quarter of a table is what the test above lets a query read. */
  @Test
  void theDaysAndTheServiceAreASmallPartOfTheTables() {
    for (String table : List.of("samples", "profiles", "stacks")) {
      long all = number("SELECT count(*) FROM profiles." + table);
      assertThat(ALLOWED.get(table).files()).as(table).isEqualTo(2);
      assertThat(ALLOWED.get(table).rows()).as(table).isPositive().isLessThan(all / 4);
    }
  }

  private record Scan(String table, long files, long rows) {}

  private static List<Scan> scans(String name) {
    SqlFile query = SqlFiles.query(name);
    Map<String, String> arguments = new HashMap<>();
    query
        .parameters()
        .forEach(
            parameter ->
                arguments.put(
                    parameter.name(),
                    ARGUMENTS.getOrDefault(
                        parameter.name(), parameter.defaultValue().orElse("x"))));
    String plan =
        (String)
            Lake.historyRows("EXPLAIN ANALYZE VERBOSE " + query.bind(arguments))
                .getFirst()
                .getFirst();
    return Arrays.stream(plan.split(Pattern.quote(SCAN)))
        .skip(1)
        .map(QueryPlansTest::scan)
        .toList();
  }

  /** From what the plan says behind the start of a scan; one that was not needed read nothing. */
  private static Scan scan(String text) {
    return new Scan(text.substring(0, text.indexOf('$')), number(FILES, text), number(ROWS, text));
  }

  private static long number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  /** The files that hold something of the service and the days. */
  private static Scan allowed(String table) {
    if (table.endsWith("_hourly")) {
      // They are empty; what their snapshots tell is read.
      return new Scan(table, 0, Long.MAX_VALUE);
    }
    String day = Set.of("series", "stacks").contains(table) ? "day " : "CAST(time AS date) ";
    // Series are not told apart by service, since there are few
    String service = table.equals("series") ? "" : " AND service_name = 'api'";
    String ofFiles =
        """
        FROM profiles."%1$s$files"
        WHERE file_path IN (SELECT "$path" FROM profiles.%1$s WHERE %2$s%3$s)
        """
            .formatted(table, day + DAYS, service);
    return new Scan(
        table, number("SELECT count(*) " + ofFiles), number("SELECT sum(record_count) " + ofFiles));
  }

  private static long number(String statement) {
    return (long) Lake.historyRows(statement).getFirst().getFirst();
  }
}
