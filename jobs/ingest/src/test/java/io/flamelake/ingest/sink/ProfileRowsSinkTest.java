package io.flamelake.ingest.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flamelake.catalog.CatalogOptions;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.ingest.files.ProfileRows;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.testing.RandomSeries;
import io.flamelake.ingest.testing.SampleRecords;
import io.flamelake.ingest.types.StreamTypes;
import io.flamelake.stacks.testing.LocalCluster;
import io.flamelake.stacks.testing.LocalLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.flink.TableLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real jobs in Flink's mini cluster that fail, stop and start again; the rows must not tell. */
class ProfileRowsSinkTest {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final int PROFILES = 600;
  private static final int PROFILES_PER_CHECKPOINT = 60;
  private static final int INLINE = 1 << 20;
  private static final int IN_FILES = 0;

  @TempDir private Path folder;
  private LocalLake lake;

  @BeforeEach
  void createTables() throws IOException {
    lake = new LocalLake(Files.createDirectory(folder.resolve("lake")));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @ParameterizedTest
  @EnumSource
  void writesEachRowOnceThoughTheJobFails(Failure failure) throws Exception {
    failure.arm();
    run(INLINE, "100ms");

    assertThat(Failure.happened()).isTrue();
    assertEachRowIsThereOnce();
    assertThat(commitIds()).hasSizeGreaterThan(2).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(names = {"NEVER", "BEFORE_THE_COMMIT", "AFTER_THE_COMMIT"})
  void deletesTheManifestsThatItKeptInFilesOnceTheyAreCommitted(Failure failure) throws Exception {
    failure.arm();
    run(IN_FILES, "100ms");

    assertThat(Failure.happened()).isTrue();
    assertEachRowIsThereOnce();
    List<String> committed = commitIds();
    try (Stream<Path> files = Files.walk(folder.resolve("lake"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> committed.stream().anyMatch(name::contains));
    }
  }

  @Test
  void goesOnUnderAnotherJobIdAndAnotherSpecAfterStoppingWithASavepoint() throws Exception {
    Failure.NEVER.arm();
    JobClient job = start(environment("200ms", null), INLINE, RateLimiterStrategy.perSecond(200));
    await().atMost(DEADLINE).until(() -> !commitIds().isEmpty());
    String savepoint =
        job.stopWithSavepoint(false, savepoints(), SavepointFormatType.CANONICAL).get();
    List<String> before = commitIds();
    lake.table(SamplesTable.DEFINITION)
        .updateSpec()
        .removeField("service_name_bucket")
        .addField(Expressions.bucket("service_name", 5))
        .commit();

    JobClient second = start(environment("200ms", savepoint), INLINE, RateLimiterStrategy.noOp());
    second.getJobExecutionResult().get();

    assertThat(second.getJobID()).isNotEqualTo(job.getJobID());
    assertEachRowIsThereOnce();
    assertThat(commitIds()).startsWith(before.toArray(String[]::new)).doesNotHaveDuplicates();
  }

  @Test
  void commitsWhatASavepointHoldsThoughItsJobIsGone() throws Exception {
    Failure.NEVER.arm();
    JobClient job = start(environment("1h", null), IN_FILES, RateLimiterStrategy.perSecond(200));
    await().atMost(DEADLINE).until(this::aParquetFileIsBeingWritten);
    String savepoint = job.triggerSavepoint(savepoints(), SavepointFormatType.CANONICAL).get();
    // The job's own cluster ends with it, so it can't be asked for the status afterwards.
    CompletableFuture<?> ended = job.getJobExecutionResult();
    job.cancel().get();
    await().atMost(DEADLINE).until(ended::isCompletedExceptionally);

    JobClient second = start(environment("200ms", savepoint), IN_FILES, RateLimiterStrategy.noOp());
    second.getJobExecutionResult().get();

    assertEachRowIsThereOnce();
    assertThat(jobIds()).contains(job.getJobID().toString(), second.getJobID().toString());
  }

  private boolean aParquetFileIsBeingWritten() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("lake"))) {
      return files.anyMatch(file -> file.toString().contains("/samples/data/"));
    }
  }

  private void run(int maxInlineBytes, String checkpointInterval) throws Exception {
    start(
            environment(checkpointInterval, null),
            maxInlineBytes,
            RateLimiterStrategy.perCheckpoint(PROFILES_PER_CHECKPOINT))
        .getJobExecutionResult()
        .get();
  }

  private JobClient start(
      StreamExecutionEnvironment environment, int maxInlineBytes, RateLimiterStrategy rate)
      throws Exception {
    TableLoader loader =
        TableLoader.fromCatalog(
            CatalogOptions.from(lake.configuration(Map.of())).loader(),
            TableIdentifier.of("profiles", SamplesTable.DEFINITION.name()));
    DataGeneratorSource<SeriesProfile> source =
        new DataGeneratorSource<>(
            ProfileRowsSinkTest::profile, PROFILES, rate, StreamTypes.SERIES_PROFILE);
    environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "profiles")
        .uid("profiles")
        .sinkTo(new FailingSink(ProfileRowsSink.of(ProfileRows.SAMPLES, loader, 4, maxInlineBytes)))
        .uid("samples-sink");
    return environment.executeAsync();
  }

  private StreamExecutionEnvironment environment(String checkpointInterval, String savepoint) {
    Configuration configuration = new Configuration();
    configuration.setString("pipeline.generic-types", "false");
    configuration.setString("pipeline.auto-generate-uids", "false");
    configuration.setString("restart-strategy.type", "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.attempts", "2");
    configuration.setString("restart-strategy.fixed-delay.delay", "10ms");
    configuration.setString("execution.checkpointing.interval", checkpointInterval);
    LocalCluster.configure(configuration, folder.resolve("checkpoints"));
    if (savepoint != null) {
      configuration.setString("execution.state-recovery.path", savepoint);
    }
    return StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
  }

  private String savepoints() {
    return folder.resolve("savepoints").toUri().toString();
  }

  private static SeriesProfile profile(long number) {
    return new RandomSeries(number).next(6, 3, 30);
  }

  private void assertEachRowIsThereOnce() throws IOException {
    List<SeriesProfile> profiles =
        LongStream.range(0, PROFILES).mapToObj(ProfileRowsSinkTest::profile).toList();
    assertThat(sorted(lake.rows(SamplesTable.DEFINITION)))
        .isEqualTo(sorted(SampleRecords.of(profiles)));
  }

  private static List<String> sorted(List<Record> rows) {
    return rows.stream().map(Record::toString).sorted().toList();
  }

  private List<String> commitIds() {
    return summaries(CommitHistory.COMMIT_ID);
  }

  private List<String> jobIds() {
    return summaries("flink.job-id");
  }

  private List<String> summaries(String key) {
    Table table = lake.table(SamplesTable.DEFINITION);
    List<String> values = new ArrayList<>();
    for (Snapshot snapshot : table.snapshots()) {
      values.add(snapshot.summary().get(key));
    }
    return values;
  }
}
