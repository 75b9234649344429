package io.flamelake.compaction.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.SamplesHourlyTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.compaction.remove.RowRemoval;
import io.flamelake.compaction.rewrite.Step;
import io.flamelake.compaction.testing.TestLake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollUpTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  @TempDir private Path folder;
  private TestLake lake;
  private RollUpWorld world;

  @BeforeEach
  void open() {
    lake = new TestLake(folder);
    world = new RollUpWorld(lake, folder);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void hoursThatHaveNotEndedAreLeftForLater() throws IOException {
    deltas("10:59:59", "api", 5, 7);
    deltas("11:00:00", "api", 5, 8);

    rollUp("11:59:59");
    assertThat(world.found()).containsExactly("2026-11-20T10:00:00Z api cpu stack 5 7");
    assertThat(completeUntil()).isEqualTo(at("11:00:00"));

    rollUp("12:00:00");
    assertThat(world.committed()).contains("samples_hourly: 2026-11-20 hours 11");
    assertThat(completeUntil()).isEqualTo(at("12:00:00"));
    assertThat(world.found()).isEqualTo(world.expected(at("12:00:00")));
  }

  @Test
  void lateRowsMakeTheirHourAnewAndNoOther() throws IOException {
    deltas("09:10:00", "api", 5, 7);
    deltas("10:10:00", "api", 5, 7);
    rollUp("12:00:00");

    deltas("09:20:00", "api", 5, 1);
    rollUp("12:00:00");

    assertThat(world.committed())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("samples_hourly: 2026-11-20 hours 9 of");
    assertThat(world.found())
        .containsExactlyInAnyOrder(
            "2026-11-20T09:00:00Z api cpu stack 5 8", "2026-11-20T10:00:00Z api cpu stack 5 7");
  }

  @Test
  void anHourWithAGaugeHasNoSums() throws IOException {
    deltas("09:10:00", "api", 5, 7);
    world.tell(List.of(profile("09:50:00", "api", "gauge")));

    rollUp("12:00:00");

    assertThat(world.found()).isEmpty();
  }

  @Test
  void samplesWaitForTheirProfiles() throws IOException {
    world.append(
        List.of(sample("09:10:00", "api", 5, 7)), List.of(profile("08:00:00", "api", "delta")));
    rollUp("12:00:00");
    assertThat(world.found()).isEmpty();

    world.tell(List.of(profile("09:10:00", "api", "delta")));
    rollUp("12:00:00");
    assertThat(world.found()).containsExactly("2026-11-20T09:00:00Z api cpu stack 5 7");
  }

  @Test
  void aStackThatIsWrittenLateOrAnewChangesTheFunctionsOfItsHours() throws IOException {
    deltas("09:10:00", "api", 5, 7);
    deltas("10:10:00", "api", 6, 1);
    stack(6, "leaf", "main");
    rollUp("12:00:00");
    assertThat(world.found())
        .noneMatch(row -> row.startsWith("2026-11-20T09:00:00Z api cpu function"));

    stack(5, "0x10", "main", "main");
    rollUp("12:00:00");
    assertThat(world.committed())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("functions_hourly: 2026-11-20 hours 9 of");
    assertThat(world.found())
        .contains(
            "2026-11-20T09:00:00Z api cpu function 0x10 7 7",
            "2026-11-20T09:00:00Z api cpu function main 0 7");

    stack(5, "memcpy", "main", "main");
    rollUp("12:00:00");
    assertThat(world.found()).isEqualTo(world.expected(at("12:00:00")));
  }

  @Test
  void sumsStayWhenTheirRowsGoForTheirAgeAlsoWhenTheHourIsMadeAnew() throws IOException {
    deltas("09:10:00", "old", 5, 7);
    deltas("09:10:00", "api", 5, 100);
    rollUp("12:00:00");
    var aged = Expressions.equal("service_name", "old");
    world.remove(SamplesTable.DEFINITION, aged, RowRemoval.RETENTION);
    world.remove(ProfilesTable.DEFINITION, aged, RowRemoval.RETENTION);

    rollUp("12:00:00");
    assertThat(world.committed()).isEmpty();

    deltas("09:11:00", "api", 5, 1);
    deltas("09:11:00", "old", 5, 1);
    world.rollUp(
        at("12:00:00"), (service, type, day) -> !service.equals("old"), Step.Listener.NONE);
    assertThat(world.committed()).isNotEmpty();
    assertThat(world.found())
        .containsExactlyInAnyOrder(
            "2026-11-20T09:00:00Z api cpu stack 5 101", "2026-11-20T09:00:00Z old cpu stack 5 7");
  }

  @Test
  void sumsGoWhenTheirRowsAreDeleted() throws IOException {
    deltas("09:10:00", "api", 5, 7);
    stack(5, "main");
    rollUp("12:00:00");
    assertThat(world.found()).hasSize(2);

    world.removeSamples(sample -> true, Expressions.equal("service_name", "api"));
    rollUp("12:00:00");
    assertThat(world.found()).isEmpty();
  }

  @Test
  void allIsMadeAnewWhereNobodyKnowsWhatChanged() throws IOException {
    deltas("09:10:00", "api", 5, 7);
    rollUp("12:00:00");
    deltas("09:20:00", "api", 5, 1);
    Table samples = lake.table(SamplesTable.DEFINITION);
    samples.expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(1).commit();

    rollUp("12:00:00");

    assertThat(world.found()).containsExactly("2026-11-20T09:00:00Z api cpu stack 5 8");
  }

  @Test
  void aSumIsExactHoweverLargeItsPartsAreAndAnErrorWhereItDoesNotFit() throws IOException {
    deltas("09:10:00", "api", 5, Long.MAX_VALUE);
    deltas("09:10:00", "api", 5, Long.MAX_VALUE);
    deltas("09:10:00", "api", 5, Long.MIN_VALUE);
    deltas("09:10:00", "api", 5, Long.MIN_VALUE);
    rollUp("12:00:00");
    assertThat(world.found()).containsExactly("2026-11-20T09:00:00Z api cpu stack 5 -2");

    deltas("09:10:00", "api", 5, Long.MIN_VALUE);
    assertThatThrownBy(() -> rollUp("12:00:00"))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage(
            "The sum of cpu of stack 5 of api in the hour of 2026-11-20T09:00:00Z is beyond 64"
                + " bits");
    assertThat(world.found()).containsExactly("2026-11-20T09:00:00Z api cpu stack 5 -2");
  }

  private void deltas(String time, String service, long stack, long value) throws IOException {
    world.append(
        List.of(sample(time, service, stack, value)), List.of(profile(time, service, "delta")));
  }

  private static RollUpWorld.Sample sample(String time, String service, long stack, long value) {
    return new RollUpWorld.Sample(at(time), service, "cpu", stack, value);
  }

  private static RollUpWorld.Profile profile(String time, String service, String temporality) {
    return new RollUpWorld.Profile(at(time), service, "cpu", temporality);
  }

  private void stack(long id, String... functions) throws IOException {
    world.upsert(Map.of(new RollUpWorld.Stack(DAY, "api", id), List.of(functions)));
  }

  private void rollUp(String due) throws IOException {
    world.rollUp(at(due), Retained.EVERYTHING, Step.Listener.NONE);
  }

  private Instant completeUntil() {
    return RollUp.completeUntil(lake.table(SamplesHourlyTable.DEFINITION)).orElseThrow();
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-20T" + time + "Z");
  }
}
