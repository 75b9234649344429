package io.flamelake.compaction.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.DeletionsTable;
import io.flamelake.catalog.MaintenanceTable;
import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.SamplesHourlyTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.SeriesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.maintenance.TableSummary;
import io.flamelake.compaction.remove.RowRemoval;
import io.flamelake.compaction.rewrite.Step;
import io.flamelake.compaction.testing.FakeIngest;
import io.flamelake.compaction.testing.ManualClock;
import io.flamelake.compaction.testing.TestFiles;
import io.flamelake.compaction.testing.TestLake;
import io.flamelake.compaction.testing.TestRows;
import io.flamelake.compaction.testing.Upkeep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeleteSeriesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 9);
  private static final Instant NOON = Instant.parse("2026-11-10T12:00:00Z");
  private static final List<TableDefinition> FACTS =
      List.of(SamplesTable.DEFINITION, ProfilesTable.DEFINITION);

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-11T00:00:00Z"));
  private final Map<String, List<Record>> model = new HashMap<>();

  @TempDir private Path folder;
  private TestLake lake;
  private FakeIngest ingest;
  private Upkeep upkeep;

  @BeforeEach
  void fill() throws IOException {
    lake = new TestLake(folder);
    upkeep = new Upkeep(lake, List.of(new DeleteSeries()), clock);
    ingest = new FakeIngest(lake, 1);
    ingest(DAY, 60);
    ingest(DAY.plusDays(1), 60);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void rowsOfTheSeriesGoInTheTimeRangeAndAllOthersStay() throws IOException {
    request("r1", "{env=\"test\",pod=~\"p[0-9]\"}", null, NOON);
    assertThat(run()).allMatch(summary -> summary.failure().isEmpty());
    check(row -> isOf(row, "env", "test") && time(row).isBefore(NOON));
    for (TableDefinition table : List.of(SeriesTable.DEFINITION, StacksTable.DEFINITION)) {
      assertThat(lake.rows(table)).containsExactlyInAnyOrderElementsOf(model.get(table.name()));
    }
    assertThat(lake.table(SamplesTable.DEFINITION).currentSnapshot().summary())
        .containsEntry(RowRemoval.REASON, RowRemoval.DELETION)
        .containsEntry(DeleteSeries.REQUEST, "r1");
    assertThat(history("r1", "samples")).hasSize(1);
    assertThat((Long) history("r1", "samples").get(0).getField("rows_removed")).isPositive();
  }

  @Test
  void aSecondRunDoesNothing() throws IOException {
    request("r1", "{pod=\"p1\"}", null, null);
    run();
    Map<String, Long> snapshots = snapshots();
    assertThat(run()).allMatch(summary -> summary.entries().isEmpty());
    assertThat(snapshots()).isEqualTo(snapshots);
  }

  @Test
  void rowsThatComeLateGoToo() throws IOException {
    request("r1", "{env=\"test\"}", null, null);
    run();
    ingest(DAY, 40);
    assertThat(lake.rows(SamplesTable.DEFINITION)).anyMatch(row -> isOf(row, "env", "test"));
    clock.pass(Duration.ofDays(5));
    run();
    check(row -> isOf(row, "env", "test"));
  }

  @Test
  void whatHappenedAfterTheRequestStays() throws IOException {
    request("r1", "{env=\"test\"}", null, null);
    ingest(LocalDate.of(2026, 11, 11), 40);
    clock.pass(Duration.ofDays(2));
    run();
    check(
        row ->
            isOf(row, "env", "test") && time(row).isBefore(Instant.parse("2026-11-11T00:00:00Z")));
  }

  @Test
  void afterTheTimeForLateRowsStacksAndSeriesGoThatNothingNames() throws IOException {
    request("r1", "{service_name=\"api\",env=\"test\"}", NOON.minus(Duration.ofDays(2)), null);
    request("r2", "{service_name=\"dev-a\"}", null, null);
    run();
    clock.pass(Duration.ofDays(33));
    run();
    run();
    Predicate<Record> gone =
        row ->
            isOf(row, "service_name", "dev-a")
                || (isOf(row, "service_name", "api")
                    && isOf(row, "env", "test")
                    && !time(row).isBefore(NOON.minus(Duration.ofDays(2))));
    check(gone);
    Set<List<Object>> series = keys(SamplesTable.DEFINITION, "series_id");
    Set<List<Object>> stacks = keys(SamplesTable.DEFINITION, "stack_id");
    assertThat(lake.rows(SeriesTable.DEFINITION))
        .containsExactlyInAnyOrderElementsOf(
            model.get("series").stream()
                .filter(row -> series.contains(key(row, "series_id")))
                .toList());
    assertThat(lake.rows(StacksTable.DEFINITION))
        .containsExactlyInAnyOrderElementsOf(
            model.get("stacks").stream()
                .filter(row -> stacks.contains(key(row, "stack_id")))
                .toList());
    Map<String, Long> snapshots = snapshots();
    clock.pass(Duration.ofDays(1));
    assertThat(run()).allMatch(summary -> summary.entries().isEmpty());
    assertThat(snapshots()).isEqualTo(snapshots);
  }

  @Test
  void wrongRequestsAreToldOnceAndDoNotBlockOthers() throws IOException {
    request("open", "{env=\"test\"", null, null);
    request("everything", "{env!=\"x\"}", null, null);
    request("pattern", "{env=~\"(\"}", null, null);
    request("backwards", "{env=\"test\"}", NOON, NOON);
    request("right", "{env=\"test\"}", null, null);
    run();
    check(row -> isOf(row, "env", "test"));
    assertThat(message("open"))
        .isEqualTo(
            "refused: '{env=\"test\"' is no selector: at character 12: expected ',' or '}',"
                + " found the end");
    assertThat(message("everything")).contains("matches series without any of these labels");
    assertThat(message("pattern")).contains("is no regular expression of RE2");
    assertThat(message("backwards")).contains("is not before to_time");
    assertThat(run()).allMatch(summary -> summary.entries().isEmpty());
  }

  @Test
  void sumsOfWholeServicesGoWithoutTheirSamples() throws IOException {
    Table hourly = lake.table(SamplesHourlyTable.DEFINITION);
    List<Record> rows = new TestRows(1).some(hourly, 200);
    new TestFiles(hourly).append(rows);
    clock.pass(Duration.ofDays(20));
    Instant hour = Instant.parse("2026-11-21T00:00:00Z");
    request("r1", "{service_name=~\"a.*\"}", hour.minusSeconds(1), hour.plusSeconds(3700));
    run();
    assertThat(lake.rows(SamplesHourlyTable.DEFINITION))
        .containsExactlyInAnyOrderElementsOf(
            rows.stream()
                .filter(
                    row ->
                        !row.getField("service_name").equals("api")
                            || !((OffsetDateTime) row.getField("hour")).toInstant().equals(hour))
                .toList());
  }

  private void ingest(LocalDate day, int profiles) throws IOException {
    ingest
        .ingest(day, profiles)
        .forEach(
            (table, rows) -> model.computeIfAbsent(table, key -> new ArrayList<>()).addAll(rows));
  }

  private void request(String id, String matchers, Instant from, Instant to) throws IOException {
    Table table = lake.table(DeletionsTable.DEFINITION);
    Record row = GenericRecord.create(table.schema());
    row.setField("request_id", id);
    row.setField("requested_at", clock.instant().atOffset(ZoneOffset.UTC));
    row.setField("matchers", matchers);
    row.setField("from_time", from == null ? null : from.atOffset(ZoneOffset.UTC));
    row.setField("to_time", to == null ? null : to.atOffset(ZoneOffset.UTC));
    new TestFiles(table).append(List.of(row));
  }

  private List<TableSummary> run() throws IOException {
    return upkeep.run(Step.Listener.NONE);
  }

  /** Samples and profiles are those that were written without those that are gone. */
  private void check(Predicate<Record> gone) throws IOException {
    for (TableDefinition table : FACTS) {
      List<Record> written = model.get(table.name());
      assertThat(written).anyMatch(gone);
      assertThat(lake.rows(table))
          .containsExactlyInAnyOrderElementsOf(written.stream().filter(gone.negate()).toList());
    }
  }

  private boolean isOf(Record row, String label, String value) {
    return ingest.series(row).labels().get(label).equals(value);
  }

  private static Instant time(Record row) {
    return ((OffsetDateTime) row.getField("time")).toInstant();
  }

  private Set<List<Object>> keys(TableDefinition table, String column) throws IOException {
    return lake.rows(table).stream().map(row -> key(row, column)).collect(Collectors.toSet());
  }

  private static List<Object> key(Record row, String column) {
    Object day =
        row.struct().field("day") == null
            ? ((OffsetDateTime) row.getField("time")).toLocalDate()
            : row.getField("day");
    return List.of(day, row.getField("service_name"), row.getField(column));
  }

  private List<Record> history(String request, String table) throws IOException {
    return lake.rows(MaintenanceTable.DEFINITION).stream()
        .filter(row -> request.equals(row.getField("request_id")))
        .filter(row -> row.getField("table_name").equals(table))
        .toList();
  }

  private String message(String request) throws IOException {
    List<Record> rows = history(request, "samples");
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).getField("outcome")).isEqualTo("failed");
    return rows.get(0).getField("message").toString();
  }

  private Map<String, Long> snapshots() {
    Map<String, Long> snapshots = new HashMap<>();
    for (TableDefinition table :
        List.of(
            SamplesTable.DEFINITION,
            ProfilesTable.DEFINITION,
            SeriesTable.DEFINITION,
            StacksTable.DEFINITION,
            MaintenanceTable.DEFINITION)) {
      snapshots.put(table.name(), lake.table(table).currentSnapshot().snapshotId());
    }
    return snapshots;
  }
}
