package io.flamelake.compaction.retention;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpireRowsTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);

  /** Midnight: the 10th has just ended. */
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-11T00:00:00Z"));

  @TempDir private Path folder;
  private TestLake lake;
  private Upkeep upkeep;

  @BeforeEach
  void fill() throws IOException {
    lake = new TestLake(folder);
    upkeep = new Upkeep(lake, List.of(new ExpireRows()), clock);
    FakeIngest ingest = new FakeIngest(lake, 1);
    for (int day = 0; day < 10; day++) {
      ingest.ingest(FIRST.plusDays(day), 40);
    }
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void allIsKeptUnlessAnAgeIsSet() throws IOException {
    assertThat(run()).allMatch(summary -> summary.entries().isEmpty());
  }

  @Test
  void wholeDaysGoByMetadataAndTheirStacksAndSeriesWithThem() throws IOException {
    upkeep.with("retention.samples", "3 d").with("retention.profiles", "3 d");
    assertThat(upkeep.plan(SamplesTable.DEFINITION).get("retention"))
        .singleElement()
        .asString()
        .contains("rows are too old");
    assertThat(run()).allMatch(summary -> summary.failure().isEmpty());
    for (TableDefinition table :
        List.of(
            SamplesTable.DEFINITION,
            ProfilesTable.DEFINITION,
            SeriesTable.DEFINITION,
            StacksTable.DEFINITION)) {
      assertThat(days(table, row -> true))
          .as(table.name())
          .containsExactlyInAnyOrder(FIRST.plusDays(7), FIRST.plusDays(8), FIRST.plusDays(9));
      assertThat(lake.table(table).currentSnapshot().operation()).isEqualTo(DataOperations.DELETE);
      assertThat(lake.table(table).currentSnapshot().summary())
          .containsEntry(RowRemoval.REASON, RowRemoval.RETENTION);
    }
    assertThat(run()).allMatch(summary -> summary.entries().isEmpty());
  }

  @Test
  void profilesStayAsLongAsTheirSamplesAndStacksAndSeriesAsLongAsEither() throws IOException {
    upkeep.with("retention.samples", "5 d").with("retention.profiles", "2 d");
    assertThat(run()).allMatch(summary -> summary.failure().isEmpty());
    assertThat(days(ProfilesTable.DEFINITION, row -> true)).hasSize(5);
    assertThat(days(StacksTable.DEFINITION, row -> true)).hasSize(5);
    upkeep.with("retention.profiles", "8 d").with("retention.samples", "1 d");
    assertThat(run()).allMatch(summary -> summary.failure().isEmpty());
    assertThat(days(SamplesTable.DEFINITION, row -> true)).hasSize(1);
    assertThat(days(SeriesTable.DEFINITION, row -> true)).hasSize(5);
  }

  @Test
  void theFirstRuleThatMatchesServiceAndTypeSaysTheAge() throws IOException {
    upkeep
        .with(
            "retention.rules",
            "{service_name=~\"dev-.*\",profile_type=~\"memory:.*\"} 1 d;\n"
                + "{service_name=~\"dev-.*\"} 4 d; {service_name=\"shop\"} forever")
        .with("retention.samples", "6 d")
        .with("retention.profiles", "6 d");
    assertThat(run()).allMatch(summary -> summary.failure().isEmpty());
    for (TableDefinition table : List.of(SamplesTable.DEFINITION, ProfilesTable.DEFINITION)) {
      assertThat(days(table, is("dev-a").and(type("memory")))).hasSize(1);
      assertThat(days(table, is("dev-a").and(type("process_cpu")))).hasSize(4);
      assertThat(days(table, is("shop"))).hasSize(10);
      assertThat(days(table, is("api"))).hasSize(6);
    }
    for (TableDefinition table : List.of(SeriesTable.DEFINITION, StacksTable.DEFINITION)) {
      assertThat(days(table, is("dev-a"))).hasSize(4);
      assertThat(days(table, is("shop"))).hasSize(10);
      assertThat(days(table, is("api"))).hasSize(6);
    }
    assertThat(run()).allMatch(summary -> summary.entries().isEmpty());
  }

  @Test
  void samplesGoByARuleAlsoWhereProfilesAreLookedAtFirst() throws IOException {
    upkeep
        .with("retention.rules", "{service_name=\"dev-a\"} 2 d")
        .with("compaction.tables", "profiles");
    run();
    assertThat(days(ProfilesTable.DEFINITION, is("dev-a"))).hasSize(10);
    upkeep.with("compaction.tables", "samples");
    run();
    assertThat(days(SamplesTable.DEFINITION, is("dev-a"))).hasSize(2);
    upkeep.with("compaction.tables", "profiles");
    run();
    assertThat(days(ProfilesTable.DEFINITION, is("dev-a"))).hasSize(2);
    assertThat(days(ProfilesTable.DEFINITION, is("api"))).hasSize(10);
  }

  @Test
  void whatARuleDoesNotNameIsKeptWhereTheTableHasNoAge() throws IOException {
    upkeep.with("retention.rules", "{service_name=\"dev-a\"} 2 d");
    assertThat(run()).allMatch(summary -> summary.failure().isEmpty());
    assertThat(days(SamplesTable.DEFINITION, is("dev-a"))).hasSize(2);
    assertThat(days(StacksTable.DEFINITION, is("dev-a"))).hasSize(2);
    assertThat(days(SamplesTable.DEFINITION, is("api"))).hasSize(10);
    assertThat(days(StacksTable.DEFINITION, is("api"))).hasSize(10);
  }

  @Test
  void sumsByHourHaveAnAgeOfTheirOwn() throws IOException {
    Table hourly = lake.table(SamplesHourlyTable.DEFINITION);
    clock.pass(Duration.ofDays(25));
    new TestFiles(hourly).append(new TestRows(1).some(hourly, 200));
    upkeep.with("retention.samples", "1 d").with("retention.profiles", "1 d");
    run();
    assertThat(lake.rows(SamplesHourlyTable.DEFINITION)).hasSize(200);
    upkeep.with("retention.rules", "{table=\"samples_hourly\",service_name=\"api\"} 10 d");
    run();
    List<Record> left = lake.rows(SamplesHourlyTable.DEFINITION);
    assertThat(left).isNotEmpty().noneMatch(is("api"));
    upkeep.with("retention.samples_hourly", "10 d");
    run();
    assertThat(lake.rows(SamplesHourlyTable.DEFINITION)).isEmpty();
  }

  private List<TableSummary> run() throws IOException {
    return upkeep.run(Step.Listener.NONE);
  }

  private Set<LocalDate> days(TableDefinition table, Predicate<Record> of) throws IOException {
    return lake.rows(table).stream()
        .filter(of)
        .map(ExpireRowsTest::day)
        .collect(Collectors.toSet());
  }

  private static LocalDate day(Record row) {
    return row.struct().field("day") != null
        ? (LocalDate) row.getField("day")
        : ((OffsetDateTime) row.getField("time")).toLocalDate();
  }

  private static Predicate<Record> is(String service) {
    return row -> row.getField("service_name").equals(service);
  }

  private static Predicate<Record> type(String start) {
    return row -> row.getField("profile_type").toString().startsWith(start);
  }
}
