package io.flamelake.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flamelake.catalog.SamplesTable;
import io.flamelake.ingest.config.IngestConfig;
import io.flamelake.ingest.kafka.ProfileSource;
import io.flamelake.ingest.testing.HeldCatalog;
import io.flamelake.stacks.config.JobEnvironment;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.stacks.testing.KafkaBroker;
import io.flamelake.stacks.testing.LocalCluster;
import io.flamelake.stacks.testing.LocalLake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job, with a real broker and a real catalog whose commits take their time. */
class BackPressureTest {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final String TOPIC = "profiles";
  private static final long NEWEST = Instant.parse("2026-11-21T20:00:00Z").toEpochMilli();
  private static final int RECORDS = 60;
  private static final int RECORD_BYTES = 8 << 10;
  private static final int MAX_UNCOMMITTED_BYTES = 64 << 10;

  /** Together longer than the partition may be idle. */
  private static final int FAILED_CHECKPOINTS = 4;

  @TempDir private Path folder;

  @Test
  void readingWaitsForASlowCommitAndGoesOnAfterIt() throws Exception {
    try (KafkaBroker kafka = new KafkaBroker(Files.createDirectory(folder.resolve("kafka")));
        LocalLake lake = new LocalLake(Files.createDirectory(folder.resolve("lake")))) {
      kafka.createTopic(TOPIC, 1);
      kafka.send(LongStream.rangeClosed(1, RECORDS).mapToObj(BackPressureTest::record).toList());
      HeldCatalog.hold();
      JobClient job;
      try {
        job = start(IngestConfig.from(lake.configuration(keys(kafka))));
        await().atMost(DEADLINE).until(() -> HeldCatalog.waiting() > 0);
        readingStops();
      } finally {
        HeldCatalog.release();
      }
      job.getJobExecutionResult().get();
      assertThat(lake.rows(SamplesTable.DEFINITION))
          .extracting(row -> row.getField("value"))
          .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, RECORDS).boxed().toList());
      assertThat(Reads.WATERMARK.get()).isLessThan(NEWEST);
    }
  }

  private static void readingStops() {
    int failed = Reads.FAILED_CHECKPOINTS.get();
    await().atMost(DEADLINE).until(() -> Reads.FAILED_CHECKPOINTS.get() > failed);
    long read = Reads.BYTES.get();
    // What the checkpoint holds that is being committed, and what was read after it.
    assertThat(read)
        .isBetween((long) MAX_UNCOMMITTED_BYTES, 2L * (MAX_UNCOMMITTED_BYTES + RECORD_BYTES));
    await()
        .atMost(DEADLINE)
        .until(() -> Reads.FAILED_CHECKPOINTS.get() > failed + FAILED_CHECKPOINTS);
    assertThat(Reads.BYTES).hasValue(read);
  }

  private static Map<String, String> keys(KafkaBroker kafka) {
    return Map.of(
        "kafka.bootstrap-servers",
        kafka.bootstrapServers(),
        "kafka.max-uncommitted-bytes",
        MAX_UNCOMMITTED_BYTES + "b",
        "kafka.idle-timeout",
        "6s",
        "catalog.catalog-impl",
        HeldCatalog.class.getName(),
        "catalog.jdbc.schema-version",
        "V1");
  }

  /** A stack of its own, its number as the value, and a comment that makes it long. */
  private static RawRecord record(long number) {
    String text = "main;f%d %d\n# ".formatted(number, number);
    return new RawRecord(
        TOPIC,
        0,
        0,
        NEWEST - RECORDS + number,
        Map.of("content-type", "text/x-folded".getBytes(UTF_8)),
        (text + "-".repeat(RECORD_BYTES - text.length())).getBytes(UTF_8));
  }

  private JobClient start(IngestConfig config) throws Exception {
    Configuration configuration =
        LocalCluster.configure(JobEnvironment.settings(), folder.resolve("checkpoints"));
    configuration.setString("execution.checkpointing.interval", "200ms");
    configuration.setString("execution.checkpointing.timeout", "2s");
    configuration.setString("execution.checkpointing.tolerable-failed-checkpoints", "1000");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    new IngestTopology(config, new IcebergTables(config.catalog(), config.maxOpenPartitions()))
        .define(
            ProfileSource.stream(
                    environment, config, kafka -> kafka.setBounded(OffsetsInitializer.latest()))
                .process(new Reads(), TypeInformation.of(RawRecord.class))
                .uid("reads"));
    return environment.executeAsync();
  }

  /** Looks at what leaves the source. */
  private static final class Reads extends ProcessFunction<RawRecord, RawRecord>
      implements CheckpointListener {
    private static final long serialVersionUID = 1L;

    private static final AtomicLong BYTES = new AtomicLong();
    private static final AtomicLong WATERMARK = new AtomicLong(Long.MIN_VALUE);
    private static final AtomicInteger FAILED_CHECKPOINTS = new AtomicInteger();

    @Override
    public void processElement(RawRecord record, Context context, Collector<RawRecord> out) {
      BYTES.addAndGet(record.value().length);
      WATERMARK.set(context.timerService().currentWatermark());
      out.collect(record);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      // Only failures are waited for.
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) {
      FAILED_CHECKPOINTS.incrementAndGet();
    }
  }
}
