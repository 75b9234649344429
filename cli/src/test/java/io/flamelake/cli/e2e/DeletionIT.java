package io.flamelake.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flamelake.cli.stack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deletion and sums by hour, asked for by the commands as users start them and looked at with
 * Trino. The profiles are of past hours, which are summed before and after.
 */
class DeletionIT {
  private static final String GONE = "deletion-it-gone";

  /** Of which one pod is deleted. */
  private static final String HALF = "deletion-it-half";

  private static final String KEPT = "deletion-it-kept";

  /** Deleted by a statement of SQL. */
  private static final String SHOP = "deletion-it-shop";

  private static final String SELECTOR =
      "{service_name=~\"deletion-it-(gone|half)\",pod=~\"old-.*\"}";

  private static final String TYPE = "process_cpu:cpu:nanoseconds:cpu:nanoseconds";
  private static final String OURS = "service_name LIKE 'deletion-it-%'";
  private static final List<String> TABLES =
      List.of("samples", "profiles", "series", "stacks", "samples_hourly", "functions_hourly");

  private static final String STATEMENT_START = "INSERT INTO profiles.deletions";

  /** Rows by hour, type and stack that are in one of the two only, likewise by function. */
  private static final String WRONG_SUMS =
      """
      WITH facts AS (
        SELECT date_trunc('hour', s.time) AS hour, s.service_name, s.profile_type, s.stack_id, s.value, k.frames
        FROM profiles.samples AS s
        JOIN profiles.stacks AS k
          ON k.day = CAST(s.time AS date) AND k.service_name = s.service_name AND k.stack_id = s.stack_id
        WHERE s.service_name LIKE 'deletion-it-%' AND s.profile_type IN (
          SELECT profile_type FROM profiles.profiles
          WHERE service_name LIKE 'deletion-it-%' AND temporality = 'delta')
      ),
      stack_sums AS (
        SELECT hour, service_name, profile_type, stack_id, sum(value) AS value
        FROM facts GROUP BY hour, service_name, profile_type, stack_id
      ),
      stack_rows AS (
        SELECT hour, service_name, profile_type, stack_id, value
        FROM profiles.samples_hourly WHERE service_name LIKE 'deletion-it-%'
      ),
      function_sums AS (
        SELECT hour, service_name, profile_type, f.function,
          sum(IF(f.function = frame_label(element_at(frames, 1)), value, 0)) AS flat, sum(value) AS cumulative
        FROM facts CROSS JOIN UNNEST(distinct_functions(frames)) AS f (function)
        GROUP BY hour, service_name, profile_type, f.function
      ),
      function_rows AS (
        SELECT hour, service_name, profile_type, function, flat, cumulative
        FROM profiles.functions_hourly WHERE service_name LIKE 'deletion-it-%'
      )
      SELECT
        (SELECT count(*) FROM (TABLE stack_sums EXCEPT ALL TABLE stack_rows))
          + (SELECT count(*) FROM (TABLE stack_rows EXCEPT ALL TABLE stack_sums))
          + (SELECT count(*) FROM (TABLE function_sums EXCEPT ALL TABLE function_rows))
          + (SELECT count(*) FROM (TABLE function_rows EXCEPT ALL TABLE function_sums))
      """;

  @TempDir static Path folder;
  private final StackFixture stack = StackFixture.shared();
  private final Instant end = Instant.now().truncatedTo(ChronoUnit.HOURS);
  private final Instant first = end.minus(Duration.ofHours(9));
  private final Instant second = end.minus(Duration.ofHours(8));

  @Test
  void whatIsAskedForIsGoneFromEveryTableAndAllElseStays() throws Exception {
    push();
    // Of samples, as nothing is summed yet; afterwards of sums.
    List<String> graph = graph(KEPT);
    compact("--table=samples_hourly", "--table=functions_hourly");
    assertThat(rows(GONE)).allSatisfy((table, rows) -> assertThat(rows).as(table).isPositive());
    assertThat(stack.number(WRONG_SUMS)).isZero();
    assertThat(flameGraph(GONE).status()).isZero();
    List<List<Object>> checksums = checksums();
    Map<String, Long> half = rows(HALF);
    Map<String, Long> gone = rows(GONE);
    Map<String, Long> shop = rows(SHOP);
    String ofHalf = leftOf(HALF);

    CommandProcess.Result asked = run("delete", "--match=" + SELECTOR, "--reason=a test");
    assertThat(asked.status()).as(asked.err()).isZero();
    assertThat(asked.out())
        .contains("%d series of 2 services".formatted(matching("DISTINCT series_id", "series")))
        .contains("samples: %d rows".formatted(matching("*", "samples")))
        .contains("profiles: %d rows".formatted(matching("*", "profiles")));
    assertThat(run("sql", statement()).out()).isEqualTo("OK, 1 rows\n");
    // Stacks go with the first run, which is the last that looks for rows; then series go.
    compact(TABLES.stream().map(table -> "--table=" + table).toArray(String[]::new));
    compact("--table=series");

    assertThat(rows(GONE)).allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
    assertThat(rows(SHOP)).allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
    assertThat(checksums()).hasToString(checksums.toString());
    assertThat(leftOf(HALF)).isEqualTo(ofHalf);
    assertThat(stack.number(WRONG_SUMS)).isZero();
    assertThat(withoutSamples()).isZero();
    CommandProcess.Result nothing = flameGraph(GONE);
    assertThat(nothing.status()).isEqualTo(1);
    assertThat(nothing.err()).hasLineCount(1).contains("no samples").endsWith(" nothing\n");
    assertThat(graph(KEPT)).isEqualTo(graph);

    // Sums of whole services go on request, those of single series are made anew.
    List<String> own = TABLES.subList(0, 4);
    Map<String, Long> halfNow = rows(HALF);
    long sumOfOwn =
        own.stream()
            .mapToLong(table -> gone.get(table) + half.get(table) - halfNow.get(table))
            .sum();
    long sumOfShop = shop.values().stream().mapToLong(rows -> rows).sum();
    CommandProcess.Result shown = run("deletions", "--set=deletion.repeat-for=0s");
    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(shown.out())
        .containsPattern(told(requestOf("deletion-it-(gone|half)"), sumOfOwn))
        .containsPattern(told(requestOf(SHOP), sumOfShop));
  }

  @Test
  void aWrongRequestIsOneLineAndNotMade() throws Exception {
    CommandProcess.Result torn = run("delete", "--match={service_name=\"deletion-it-torn\"");
    assertThat(torn.status()).isEqualTo(2);
    assertThat(torn.err()).hasLineCount(1).contains("deletion-it-torn").contains("is no selector");
    CommandProcess.Result all = run("delete", "--match={service_name!=\"deletion-it-torn\"}");
    assertThat(all.status()).isEqualTo(2);
    assertThat(all.err()).hasLineCount(1).contains("ask for at least one label");
    assertThat(
            stack.number(
                "SELECT count(*) FROM profiles.deletions"
                    + " WHERE strpos(matchers, 'deletion-it-torn') > 0"))
        .isZero();
  }

  /** Services that have stacks in common, and waits until all of it is in the tables. */
  private void push() throws Exception {
    push(GONE, "old-1", "java/cpu-00000", first.plusSeconds(600));
    push(GONE, "old-2", "java/cpu-00001", second.plusSeconds(1200));
    push(HALF, "old-1", "java/cpu-00002", first.plusSeconds(1800));
    push(HALF, "new-1", "java/cpu-00003", first.plusSeconds(2400));
    push(KEPT, "old-1", "java/cpu-00000", first.plusSeconds(600));
    push(KEPT, "old-1", "java/cpu-00001", second.plusSeconds(3599));
    push(KEPT, "old-1", "go/goroutine-00000", second);
    push(SHOP, "old-1", "java/cpu-00004", second);
    stack.flush();
    stack.awaitNumber(
        "SELECT count(*) FROM (SELECT DISTINCT service_name, time FROM profiles.profiles WHERE %s)"
            .formatted(OURS),
        8);
    stack.awaitNumber(
        """
        SELECT (SELECT sum(sample_count) FROM profiles.profiles WHERE %1$s)
          - (SELECT count(*) FROM profiles.samples WHERE %1$s)
        """
            .formatted(OURS),
        0);
    stack.awaitNumber(
        """
        SELECT count(*)
        FROM profiles.samples AS s
        LEFT JOIN profiles.stacks AS k
          ON k.day = CAST(s.time AS date) AND k.service_name = s.service_name AND k.stack_id = s.stack_id
        LEFT JOIN profiles.series AS r
          ON r.day = CAST(s.time AS date) AND r.service_name = s.service_name AND r.series_id = s.series_id
        WHERE s.%s AND (k.stack_id IS NULL OR r.series_id IS NULL)
        """
            .formatted(OURS),
        0);
  }

  private void push(String service, String pod, String profile, Instant time) throws IOException {
    String name = profile.startsWith("java/cpu") ? "process_cpu" : "goroutine";
    stack.pushPprof(
        Pprof.at(time, Pprof.bundled(profile)),
        "{service_name=\"%s\",pod=\"%s\",__name__=\"%s\"}".formatted(service, pod, name));
  }

  /** Until it has been done to all of the tables: the compaction job may be at work on one. */
  private void compact(String... tables) {
    String[] arguments =
        Stream.concat(
                Stream.of(
                    "compact",
                    "--once",
                    "--set=deletion.repeat-for=0s",
                    // Of hours that other tests push to nothing is summed.
                    "--set=rollup.delay=6h"),
                Arrays.stream(tables))
            .toArray(String[]::new);
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> {
              CommandProcess.Result result = run(arguments);
              assertThat(result.status()).as(result.out() + result.err()).isZero();
            });
  }

  /** As the page says it, for another service. */
  private static String statement() throws IOException {
    String page = Files.readString(Checkout.current().root().resolve("docs/compaction.md"));
    List<String> statements =
        Pattern.compile("```sql\n(" + STATEMENT_START + ".*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(result -> result.group(1))
            .toList();
    assertThat(statements).hasSize(1);
    assertThat(statements.getFirst()).containsOnlyOnce("\"shop\"");
    return statements.getFirst().replace("\"shop\"", "\"" + SHOP + "\"");
  }

  private String requestOf(String service) {
    List<List<Object>> found =
        stack.query(
            "SELECT request_id FROM profiles.deletions WHERE strpos(matchers, '%s') > 0"
                .formatted(service));
    assertThat(found).hasSize(1);
    return (String) found.getFirst().getFirst();
  }

  private static Pattern told(String request, long rows) {
    return Pattern.compile("(?m)^%s +\\S+ +done +%d ".formatted(Pattern.quote(request), rows));
  }

  private Map<String, Long> rows(String service) {
    String sql =
        TABLES.stream()
            .map(
                table ->
                    "SELECT '%1$s', count(*) FROM profiles.%1$s WHERE service_name = '%2$s'"
                        .formatted(table, service))
            .collect(Collectors.joining(" UNION ALL "));
    Map<String, Long> rows = new TreeMap<>();
    stack.query(sql).forEach(row -> rows.put((String) row.get(0), (Long) row.get(1)));
    assertThat(rows).hasSize(TABLES.size());
    return rows;
  }

  /** What matches by Trino's function. */
  private long matching(String counted, String table) {
    return stack.number(
        """
        SELECT count(%s) FROM profiles.%s WHERE %s AND series_id IN (
          SELECT series_id FROM profiles.series WHERE %3$s AND label_match(labels, '%s'))
        """
            .formatted(counted, table, OURS, SELECTOR));
  }

  /** All columns of the service that nobody asks for. */
  private List<List<Object>> checksums() {
    Map<String, String> columns =
        Map.of(
            "samples", "time, profile_type, series_id, stack_id, value",
            "profiles", "time_nanos, profile_type, series_id, profile_id, temporality, total",
            "series", "day, series_id, labels",
            "stacks", "day, stack_id, frames",
            "samples_hourly", "hour, profile_type, stack_id, value",
            "functions_hourly", "hour, profile_type, function, flat, cumulative");
    return stack.query(
        TABLES.stream()
                .map(
                    table ->
                        ("SELECT '%1$s', count(*), to_hex(checksum(ROW(%2$s)))"
                                + " FROM profiles.%1$s WHERE service_name = '%3$s'")
                            .formatted(table, columns.get(table), KEPT))
                .collect(Collectors.joining(" UNION ALL "))
            + " ORDER BY 1");
  }

  /** Samples and profiles of the pod that stays. */
  private String leftOf(String service) {
    return stack
        .query(
            """
            WITH pod AS (
              SELECT series_id FROM profiles.series
              WHERE service_name = '%1$s' AND element_at(labels, 'pod') = 'new-1'
            )
            SELECT count(*), to_hex(checksum(ROW(time, profile_type, series_id, stack_id, value)))
            FROM profiles.samples WHERE service_name = '%1$s' AND series_id IN (TABLE pod)
            UNION ALL
            SELECT count(*), to_hex(checksum(ROW(time_nanos, profile_type, series_id, profile_id, total)))
            FROM profiles.profiles WHERE service_name = '%1$s' AND series_id IN (TABLE pod)
            ORDER BY 1
            """
                .formatted(service))
        .toString();
  }

  /** Stacks and series that the deleted rows leave behind. */
  private long withoutSamples() {
    return stack.number(
        """
        SELECT (SELECT count(*) FROM profiles.stacks WHERE service_name = '%1$s' AND stack_id NOT IN (
            SELECT stack_id FROM profiles.samples WHERE service_name = '%1$s'))
          + (SELECT count(*) FROM profiles.series WHERE service_name = '%1$s' AND series_id NOT IN (
            SELECT series_id FROM profiles.samples WHERE service_name = '%1$s'))
        """
            .formatted(HALF));
  }

  private List<String> graph(String service) throws Exception {
    CommandProcess.Result result = flameGraph(service);
    assertThat(result.status()).as(result.err()).isZero();
    return Files.readAllLines(folder.resolve(service + ".json"));
  }

  /** Of whole hours, which are taken from the sums. */
  private CommandProcess.Result flameGraph(String service) throws Exception {
    return run(
        "flamegraph",
        "--service=" + service,
        "--type=" + TYPE,
        "--from=" + first,
        "--to=" + end,
        "-o=" + folder.resolve(service + ".json"));
  }

  private CommandProcess.Result run(String... arguments) throws IOException, InterruptedException {
    return CommandProcess.run(stack, folder, arguments);
  }
}
