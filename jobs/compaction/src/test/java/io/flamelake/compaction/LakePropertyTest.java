package io.flamelake.compaction;

import static io.flamelake.compaction.testing.LakeModel.day;
import static io.flamelake.compaction.testing.LakeModel.key;
import static io.flamelake.compaction.testing.LakeModel.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.FunctionsHourlyTable;
import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.SamplesHourlyTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.SeriesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.rewrite.Step;
import io.flamelake.compaction.testing.LakeModel;
import io.flamelake.compaction.testing.ManualClock;
import io.flamelake.compaction.testing.TestLake;
import io.flamelake.compaction.testing.Upkeep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any sequence of ingest, late data, replaced stacks, deletion requests, retention and compaction,
 * with crashes and other writers at any step, leaves the rows that a model says.
 *
 * <p>Data come up to five days late, requests are repeated for eight days, so nothing that is asked
 * for comes too late.
 */
class LakePropertyTest {
  private static final int ACTIONS = 14;
  private static final int LATE_DAYS = 5;
  private static final int REPEAT_DAYS = 8;
  private static final Map<String, Integer> AGES = Map.of("api", 12, "dev-a", 7, "shop", 12);
  private static final List<TableDefinition> FACTS =
      List.of(SamplesTable.DEFINITION, ProfilesTable.DEFINITION);

  @TempDir private Path folder;
  // Long after any commit, so that every partition is sealed.
  private final ManualClock clock = new ManualClock(Instant.parse("2031-03-01T12:00:00Z"));
  private Random random;
  private TestLake lake;
  private LakeModel model;
  private Upkeep upkeep;

  /** A process that dies: nothing is caught, nothing tidied up. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  @SuppressWarnings("unused") // by JUnit
  private static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("flamelake.test.seeds", 2));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theLakeHasTheRowsThatTheModelSays(long seed) throws IOException {
    random = new Random(seed);
    lake = new TestLake(folder);
    model = new LakeModel(lake, seed);
    upkeep =
        new Upkeep(lake, Actions.all(), clock)
            .with("retention.samples", "12 d")
            .with("retention.profiles", "12 d")
            .with("retention.rules", "{service_name=~\"dev-.*\"} 7 d")
            .with("deletion.repeat-for", REPEAT_DAYS + " d")
            .with("compaction.target-file-size", "6 kb")
            .with("compaction.max-group-size", random.nextBoolean() ? "12 kb" : "1 mb");
    if (random.nextBoolean()) {
      keepNoSnapshots();
    }
    for (int action = 0; action < ACTIONS; action++) {
      act();
      checkBounds("seed %d, action %d".formatted(seed, action));
    }
    clock.pass(Duration.ofDays(REPEAT_DAYS));
    run(Step.Listener.NONE);
    run(Step.Listener.NONE);
    checkAll("seed %d, at the end".formatted(seed));
    checkNothingIsLeftOver();
  }

  private void act() throws IOException {
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> ingest();
      case 3 -> model.replaceStack(random.nextInt(1000));
      case 4 -> ask();
      case 5 -> clock.pass(Duration.ofHours(1 + random.nextInt(72)));
      case 6 -> disturbed();
      default -> {
        run(Step.Listener.NONE);
        checkAll("after a run");
      }
    }
  }

  private void ingest() throws IOException {
    model.ingest(today().minusDays(random.nextInt(LATE_DAYS)), 1 + random.nextInt(20));
  }

  private void ask() throws IOException {
    Instant now = clock.instant();
    Instant to = now.minus(Duration.ofHours(random.nextInt(48)));
    Instant from = random.nextBoolean() ? null : to.minus(Duration.ofHours(1 + random.nextInt(72)));
    List<String> services = List.of("api", "dev-a", "shop");
    model.ask(
        now, services.get(random.nextInt(3)), random.nextBoolean() ? "prod" : "test", from, to);
  }

  /** Dying at some step, or with other writers at some steps. */
  private void disturbed() throws IOException {
    boolean dying = random.nextBoolean();
    int[] left = {random.nextInt(40)};
    Step.Listener steps =
        step -> {
          if (left[0]-- == 0) {
            if (dying) {
              throw new Death();
            }
            others();
            left[0] = random.nextInt(20);
          }
        };
    try {
      run(steps);
    } catch (Death e) {
      // The next one goes on.
      assertThat(dying).isTrue();
    }
  }

  private void others() {
    try {
      if (random.nextBoolean()) {
        ingest();
      } else {
        model.replaceStack(random.nextInt(1000));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(Step.Listener steps) throws IOException {
    upkeep.run(steps).forEach(done -> assertThat(done.failure()).isEmpty());
  }

  /** Whatever happened: what is to stay is there once, and nothing is there that never was. */
  private void checkBounds(String when) throws IOException {
    for (TableDefinition table : FACTS) {
      List<Record> rows = lake.rows(table);
      assertThat(rows).as(when).containsAll(model.kept(table, firstDays()));
      Set<List<Object>> distinct = new HashSet<>();
      model.written(table).forEach(row -> distinct.add(List.of(row)));
      assertThat(rows).as(when).allMatch(row -> distinct.contains(List.<Object>of(row)));
      assertThat(rows.size()).as(when).isLessThanOrEqualTo(model.written(table).size());
    }
    checkJoins(when);
  }

  /** After a run that nothing disturbed. */
  private void checkAll(String when) throws IOException {
    for (TableDefinition table : FACTS) {
      assertThat(lake.rows(table))
          .as(when)
          .containsExactlyInAnyOrderElementsOf(model.kept(table, firstDays()));
    }
    checkJoins(when);
    checkSums(when);
  }

  /** Sums by hour are those of the samples that are kept, once an hour is over. */
  private void checkSums(String when) throws IOException {
    Instant end = clock.instant().minus(Duration.ofMinutes(15)).truncatedTo(ChronoUnit.HOURS);
    Map<String, LocalDate> first = firstDays();
    assertThat(LakeModel.storedSums(kept(SamplesHourlyTable.DEFINITION)))
        .as(when)
        .isEqualTo(model.sums(first, end));
    assertThat(LakeModel.storedFunctionSums(kept(FunctionsHourlyTable.DEFINITION)))
        .as(when)
        .isEqualTo(model.functionSums(first, end));
  }

  /** Rows of days that are not too old. */
  private List<Record> kept(TableDefinition table) throws IOException {
    Map<String, LocalDate> first = firstDays();
    return lake.rows(table).stream()
        .filter(row -> !day(row).isBefore(first.get(service(row))))
        .toList();
  }

  /** Every sample that is to stay finds its stack and its series, as they were written last. */
  private void checkJoins(String when) throws IOException {
    List<Record> samples = model.kept(SamplesTable.DEFINITION, firstDays());
    checkJoin(when, samples, StacksTable.DEFINITION, "stack_id");
    checkJoin(when, samples, SeriesTable.DEFINITION, "series_id");
  }

  private void checkJoin(String when, List<Record> samples, TableDefinition table, String column)
      throws IOException {
    List<Record> rows = lake.rows(table);
    Set<List<Object>> named = LakeModel.keys(samples, column);
    assertThat(rows).as(when).doesNotHaveDuplicates();
    assertThat(rows.stream().filter(row -> named.contains(key(row, column))))
        .as(when)
        .containsExactlyInAnyOrderElementsOf(
            model.written(table).stream().filter(row -> named.contains(key(row, column))).toList());
    assertThat(model.written(table)).as(when).containsAll(rows);
  }

  /**
   * Once no rows are looked for any more, nothing is left of what was asked for, and of old days.
   */
  private void checkNothingIsLeftOver() throws IOException {
    Set<List<Object>> stacks = LakeModel.keys(lake.rows(SamplesTable.DEFINITION), "stack_id");
    Set<List<Object>> parts = new HashSet<>();
    model.asked().forEach(request -> parts.addAll(model.partsAskedFor(request)));
    Map<String, LocalDate> first = firstDays();
    assertThat(lake.rows(StacksTable.DEFINITION))
        .noneMatch(row -> day(row).isBefore(first.get(service(row))))
        .filteredOn(row -> parts.contains(List.of(day(row), service(row))))
        .allMatch(row -> stacks.contains(key(row, "stack_id")));
    assertThat(lake.rows(SeriesTable.DEFINITION))
        .noneMatch(row -> day(row).isBefore(first.get(service(row))));
  }

  private Map<String, LocalDate> firstDays() {
    return AGES.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, age -> today().minusDays(age.getValue())));
  }

  private LocalDate today() {
    return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
  }

  private void keepNoSnapshots() {
    for (TableDefinition table : List.of(SamplesTable.DEFINITION, StacksTable.DEFINITION)) {
      lake.table(table).updateProperties().set(TableProperties.MAX_SNAPSHOT_AGE_MS, "0").commit();
    }
  }
}
