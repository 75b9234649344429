package io.flamelake.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.FunctionsHourlyTable;
import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.RejectsTable;
import io.flamelake.catalog.SamplesHourlyTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.SeriesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.catalog.Tables;
import io.flamelake.compaction.lock.TableLock;
import io.flamelake.compaction.testing.Halting;
import io.flamelake.compaction.testing.HaltingDriver;
import io.flamelake.compaction.testing.HaltingFileIO;
import io.flamelake.compaction.testing.Jvm;
import io.flamelake.compaction.testing.LakeModel;
import io.flamelake.compaction.testing.TestFiles;
import io.flamelake.compaction.testing.TestLake;
import io.flamelake.compaction.testing.TestRows;
import io.flamelake.compaction.testing.Upkeep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.FileIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The streaming job as a process of its own, killed in the middle of commits of all its kinds, each
 * time started again from its newest checkpoint, while others write, ask for deletions and set
 * ages.
 */
class KilledJobTest {
  /**
   * Where it is killed: an action, how far its commit is, and a file of the table. Manifests are
   * written by threads of Iceberg's own, which have no action.
   */
  private static final List<String> KILLS =
      List.of(
          "RollUpHours writes .*/samples_hourly/metadata/snap-",
          "RollUpHours swapped .*/functions_hourly/metadata/.*json",
          "CompactFiles commits .*/samples/metadata/.*json",
          "- wrote .*/stacks/metadata/.*-m0.avro",
          "DeleteSeries swapped .*/samples/metadata/.*json",
          "DeleteSeries wrote .*/profiles/metadata/.*json",
          "ExpireRows swapped .*/samples/metadata/.*json",
          "ExpireRows commits .*/stacks/metadata/.*json",
          "DeleteSeries wrote .*/stacks/metadata/.*json",
          "ExpireSnapshots swapped .*/samples/metadata/.*json");

  /** The first of them that comes when ages are set. */
  private static final int AGES_SET = 6;

  /** The first of them that comes when requests are applied for the last time. */
  private static final int REPEATED = 8;

  /** Rows of this many days ago are too old, once ages are set. */
  private static final int OLD = 20;

  /** Rows of so many days ago are too old of one service. */
  private static final int OLDER = 9;

  private static final Map<String, Integer> AGES = Map.of("api", 12, "dev-a", 7, "shop", 12);
  private static final Map<String, LocalDate> NO_AGES =
      Map.of("api", LocalDate.MIN, "dev-a", LocalDate.MIN, "shop", LocalDate.MIN);

  private static final Map<String, String> RETENTION =
      Map.of(
          "retention.samples", "12 d",
          "retention.profiles", "12 d",
          "retention.samples_hourly", "12 d",
          "retention.functions_hourly", "12 d",
          "retention.rules",
              "{service_name=~\"dev-.*\"} 7 d;"
                  + "{table=~\".*_hourly\",service_name=~\"dev-.*\"} 7 d");

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** Between two times that the lake is used while the job runs. */
  private static final int PAUSES_OF_OTHERS = 10;

  @TempDir private Path folder;
  private final Random random = new Random(11);
  private final Instant start = Instant.now();
  private final Map<String, String> keys = new HashMap<>();
  private final List<Record> rejects = new ArrayList<>();
  private TestLake lake;
  private LakeModel model;

  @BeforeEach
  void open() throws IOException {
    lake = new TestLake(Files.createDirectory(folder.resolve("lake")));
    Files.createDirectory(folder.resolve("checkpoints"));
    model = new LakeModel(lake, 11);
    keys.putAll(
        Map.of(
            "compaction.seal-delay", "0 s",
            "compaction.merge-delay", "0 s",
            "compaction.lock-ttl", "2 s",
            "compaction.sort-memory", "8 mb",
            "retention.interval", "0 s",
            "deletion.interval", "0 s",
            "schedule.interval", "1 s"));
    for (String table : List.of("deletions", "maintenance", "rejects", "series")) {
      keys.put("schedule." + table, "4 s");
    }
    haveWritersTryAgain();
  }

  /** The job commits all the time. */
  private void haveWritersTryAgain() {
    for (TableDefinition table : Tables.INGESTED) {
      lake.table(table).updateProperties().set(TableProperties.COMMIT_NUM_RETRIES, "50").commit();
    }
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void aJobThatIsKilledTenTimesInTheMiddleOfCommitsLosesNothing() throws Exception {
    for (int days : List.of(OLD, 4, 2)) {
      model.ingest(today().minusDays(days), 16);
    }
    for (int kill = 0; kill < KILLS.size(); kill++) {
      change(kill);
      String point = runUntilKilled(kill);
      assertThat(point).containsPattern(KILLS.get(kill));
      checkCommit(point);
      checkBounds(point, kill);
    }
    // What is planned here to know the end reads snapshots that must not expire meanwhile.
    keepSnapshots("432000000");
    runUntilDone();
    checkAll();
  }

  /** What others do before the job is started again. */
  private void change(int kill) throws IOException {
    ingest(kill);
    model.replaceStack(random.nextInt(1000));
    reject(random.nextInt(OLD));
    switch (kill) {
      case 3 -> model.ask(start, "shop", "prod", daysAgo(4), daysAgo(4).plusSeconds(50_000));
      case 4 -> model.ask(start, "api", "test", null, daysAgo(4).plusSeconds(60_000));
      case 5 -> model.ask(start, "shop", null, daysAgo(4), daysAgo(3));
      case AGES_SET -> {
        keys.putAll(RETENTION);
        model.ingest(today().minusDays(OLDER), 10);
      }
      case REPEATED -> {
        long millis = Duration.between(start, Instant.now()).toMillis();
        keys.put("deletion.repeat-for", millis + " ms");
      }
      case 9 -> keepSnapshots("0");
      default -> {
        // Rows are enough.
      }
    }
  }

  private void keepSnapshots(String millis) {
    lake.table(SamplesTable.DEFINITION)
        .updateProperties()
        .set(TableProperties.MAX_SNAPSHOT_AGE_MS, millis)
        .commit();
  }

  /** Rows of the last days, late ones among them; nothing for a request that is not repeated. */
  private void ingest(int kill) throws IOException {
    List<Integer> days = kill < REPEATED ? List.of(2, 4) : List.of(2);
    model.ingest(today().minusDays(days.get(random.nextInt(days.size()))), 6);
  }

  private void reject(int days) throws IOException {
    Table table = lake.table(RejectsTable.DEFINITION);
    List<Record> rows = new TestRows(rejects.size()).some(table, 5);
    rows.forEach(row -> row.setField("time", daysAgo(days).atOffset(ZoneOffset.UTC)));
    new TestFiles(table).append(rows);
    rejects.addAll(rows);
  }

  /** While it runs, others write. */
  private String runUntilKilled(int kill) throws Exception {
    Instant end = Instant.now().plus(DEADLINE);
    try (Jvm job = start("-D" + Halting.AFTER + "=0", "-D" + Halting.AT + "=" + KILLS.get(kill))) {
      for (int pauses = 1; job.isRunning(); pauses++) {
        assertThat(Instant.now()).as(job.output()).isBefore(end);
        LockSupport.parkNanos(PAUSE_NANOS);
        if (pauses % PAUSES_OF_OTHERS == 0) {
          ingest(kill);
          if (kill < REPEATED) {
            model.replaceStack(random.nextInt(1000));
          }
        }
      }
      Jvm.Ended ended = job.ended();
      assertThat(ended.status()).as(ended.output()).isEqualTo(Halting.STATUS);
      return ended
          .output()
          .lines()
          .filter(line -> line.startsWith(Halting.HALTED))
          .findAny()
          .orElseThrow();
    }
  }

  /** Until nothing is left to do. */
  private void runUntilDone() throws Exception {
    Upkeep upkeep = new Upkeep(lake, Actions.all(), Clock.systemUTC());
    keys.forEach(upkeep::with);
    Instant end = Instant.now().plus(DEADLINE);
    try (Jvm job = start()) {
      List<Object> plans = plans(upkeep);
      while (!plans.isEmpty()) {
        assertThat(Instant.now()).as("%s %s", plans, job.output()).isBefore(end);
        LockSupport.parkNanos(PAUSES_OF_OTHERS * PAUSE_NANOS);
        plans = plans(upkeep);
      }
      job.ask();
      Jvm.Ended ended = job.ended();
      assertThat(ended.status()).as(ended.output()).isZero();
      assertThat(ended.output()).contains(JobProcess.RESTORED + 1);
    }
  }

  private static List<Object> plans(Upkeep upkeep) throws IOException {
    List<Object> plans = new ArrayList<>();
    for (TableDefinition table : Tables.ALL) {
      upkeep.plan(table).values().stream().filter(plan -> !plan.isEmpty()).forEach(plans::add);
    }
    return plans;
  }

  private Jvm start(String... options) throws IOException {
    Map<String, String> more = new HashMap<>(keys);
    more.put("catalog.io-impl", HaltingFileIO.class.getName());
    more.put("catalog.uri", HaltingDriver.address(lake.configuration(Map.of()).get("catalog.uri")));
    List<String> all = new ArrayList<>(List.of(options));
    all.add("-D" + JobProcess.CHECKPOINTS + "=" + folder.resolve("checkpoints"));
    all.add("-Xmx512m");
    return Jvm.start(JobProcess.class, all, lake.arguments(more));
  }

  /** The table has what was being committed only if the catalog had been told. */
  private void checkCommit(String point) throws IOException {
    String path = point.substring(point.lastIndexOf(' ') + 1);
    TableDefinition definition =
        Tables.ALL.stream()
            .filter(table -> path.contains("/" + table.name() + "/metadata/"))
            .findAny()
            .orElseThrow();
    Table table = lake.table(definition);
    TableMetadata metadata = ((HasTableOperations) table).operations().current();
    Set<String> committed = new HashSet<>();
    committed.add(metadata.metadataFileLocation());
    metadata.previousFiles().forEach(entry -> committed.add(entry.file()));
    for (Snapshot snapshot : table.snapshots()) {
      committed.add(snapshot.manifestListLocation());
      snapshot.allManifests(table.io()).forEach(manifest -> committed.add(manifest.path()));
    }
    assertThat(committed.contains(path)).as(point).isEqualTo(point.contains(" swapped "));
  }

  /** Whatever happened: what is to stay is there once, and nothing is there that never was. */
  private void checkBounds(String point, int kill) throws IOException {
    Map<String, LocalDate> first = kill < AGES_SET ? NO_AGES : firstDays();
    for (TableDefinition table : List.of(SamplesTable.DEFINITION, ProfilesTable.DEFINITION)) {
      List<Record> rows = lake.rows(table);
      assertThat(counts(rows)).as(point).containsAllEntriesOf(counts(model.kept(table, first)));
      Map<List<Object>, Long> written = counts(model.written(table));
      counts(rows)
          .forEach(
              (row, count) -> assertThat(count).as(point).isLessThanOrEqualTo(written.get(row)));
    }
  }

  private static Map<List<Object>, Long> counts(List<Record> rows) {
    return rows.stream()
        .collect(Collectors.groupingBy(row -> List.<Object>of(row), Collectors.counting()));
  }

  private void checkAll() throws IOException {
    Map<String, LocalDate> first = firstDays();
    for (TableDefinition table : List.of(SamplesTable.DEFINITION, ProfilesTable.DEFINITION)) {
      assertThat(lake.rows(table)).containsExactlyInAnyOrderElementsOf(model.kept(table, first));
    }
    assertThat(lake.rows(StacksTable.DEFINITION))
        .containsExactlyInAnyOrderElementsOf(model.keptStacks(first));
    assertThat(lake.rows(SeriesTable.DEFINITION))
        .containsExactlyInAnyOrderElementsOf(model.keptSeries(first));
    assertThat(lake.rows(RejectsTable.DEFINITION)).containsExactlyInAnyOrderElementsOf(rejects);
    assertThat(LakeModel.storedSums(lake.rows(SamplesHourlyTable.DEFINITION)))
        .isEqualTo(model.sums(first, start));
    assertThat(LakeModel.storedFunctionSums(lake.rows(FunctionsHourlyTable.DEFINITION)))
        .isEqualTo(model.functionSums(first, start));
    for (TableDefinition table : Tables.ALL) {
      checkFiles(lake.table(table));
      // Nobody holds it.
      TableLock.take(lake.table(table), "test", Duration.ofMinutes(1), Clock.systemUTC()).close();
    }
  }

  private static void checkFiles(Table table) throws IOException {
    FileIO io = table.io();
    Set<String> named = new HashSet<>();
    TableMetadata metadata = ((HasTableOperations) table).operations().current();
    metadata.previousFiles().forEach(entry -> named.add(entry.file()));
    for (Snapshot snapshot : table.snapshots()) {
      named.add(snapshot.manifestListLocation());
      for (ManifestFile manifest : snapshot.allManifests(io)) {
        named.add(manifest.path());
        try (ManifestReader<?> files =
            manifest.content() == ManifestContent.DATA
                ? ManifestFiles.read(manifest, io)
                : ManifestFiles.readDeleteManifest(manifest, io, table.specs())) {
          files.forEach(file -> named.add(file.location()));
        }
      }
    }
    assertThat(named).isNotEmpty().allMatch(path -> io.newInputFile(path).exists());
  }

  private Map<String, LocalDate> firstDays() {
    return AGES.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, age -> today().minusDays(age.getValue())));
  }

  private Instant daysAgo(int days) {
    return today().minusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The day on which the test began. */
  private LocalDate today() {
    return start.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
