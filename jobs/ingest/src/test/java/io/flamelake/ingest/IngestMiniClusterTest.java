package io.flamelake.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.RejectsTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.SeriesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.ingest.config.IngestConfig;
import io.flamelake.ingest.decode.RawRecord;
import io.flamelake.ingest.kafka.ProfileSource;
import io.flamelake.ingest.testing.KafkaBroker;
import io.flamelake.ingest.testing.LocalLake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job in Flink's mini cluster, with a real broker and real Iceberg files. */
class IngestMiniClusterTest {
  /** Where the recorded profiles lie, seen from this module. */
  private static final Path PROFILES = Path.of("../../examples/profiles");

  private static final String TOPIC = "profiles";

  @TempDir private static Path folder;
  private static LocalLake lake;

  @BeforeAll
  static void runsTheJobOverGoodBadAndRepeatedRecords() throws Exception {
    lake = new LocalLake(Files.createDirectory(folder.resolve("lake")));
    try (KafkaBroker kafka = new KafkaBroker(Files.createDirectory(folder.resolve("kafka")))) {
      kafka.createTopic(TOPIC, 2);
      kafka.send(records());
      run(
          IngestConfig.from(
              lake.configuration(Map.of("kafka.bootstrap-servers", kafka.bootstrapServers()))));
    }
  }

  @Test
  void writesEachProfileOnceThoughItWasSentTwice() throws Exception {
    assertThat(rows(ProfilesTable.DEFINITION, "time_nanos", "series_id", "profile_type"))
        .isNotEmpty()
        .doesNotHaveDuplicates();
  }

  @Test
  void writesSamplesThatAddUpToTheTotalOfTheirProfile() throws Exception {
    Map<Object, Long> totals = sums(ProfilesTable.DEFINITION, "total");
    assertThat(sums(SamplesTable.DEFINITION, "value")).isNotEmpty().isEqualTo(totals);
  }

  @Test
  void writesEveryStackAndSeriesOfTheSamplesOnce() throws Exception {
    assertThat(rows(StacksTable.DEFINITION, "day", "service_name", "stack_id"))
        .doesNotHaveDuplicates();
    assertThat(rows(StacksTable.DEFINITION, "stack_id"))
        .containsAll(rows(SamplesTable.DEFINITION, "stack_id"));
    assertThat(rows(SeriesTable.DEFINITION, "day", "series_id")).doesNotHaveDuplicates();
    assertThat(rows(SeriesTable.DEFINITION, "series_id"))
        .containsAll(rows(SamplesTable.DEFINITION, "series_id"));
  }

  @Test
  void keepsABadRecordWithItsReasonAndItsBytes() throws Exception {
    assertThat(lake.rows(RejectsTable.DEFINITION))
        .singleElement()
        .satisfies(
            reject -> {
              assertThat(reject.getField("reason")).isEqualTo("empty_record");
              assertThat(reject.getField("kafka_topic")).isEqualTo(TOPIC);
              assertThat(reject.getField("bytes")).isEqualTo(0L);
            });
  }

  private static List<RawRecord> records() throws Exception {
    List<RawRecord> records = new ArrayList<>();
    for (String file : List.of("go/cpu-00000", "go/heap-00000", "node/wall-00000")) {
      byte[] profile = Files.readAllBytes(PROFILES.resolve(file + ".pb.gz"));
      String service = file.substring(0, file.indexOf('/'));
      records.add(record(0, service, profile));
      records.add(record(1, service, profile));
    }
    records.add(1, record(0, "bad", new byte[0]));
    return records;
  }

  /** A record of the moment after the profiles were recorded, so that their age is never judged. */
  private static RawRecord record(int partition, String service, byte[] value) {
    return new RawRecord(
        TOPIC,
        partition,
        0,
        Instant.parse("2026-11-21T20:00:00Z").toEpochMilli(),
        Map.of(
            "content-type",
            "application/x-pprof".getBytes(UTF_8),
            "labels",
            "{service_name=\"%s\"}".formatted(service).getBytes(UTF_8)),
        value);
  }

  private static void run(IngestConfig config) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration());
    new IngestTopology(config, new IcebergTables(config.catalog()))
        .define(
            environment
                .fromSource(
                    ProfileSource.builder(config).setBounded(OffsetsInitializer.latest()).build(),
                    WatermarkStrategy.noWatermarks(),
                    "kafka-source")
                .uid("kafka-source"));
    environment.execute();
  }

  private static Configuration configuration() {
    Configuration configuration = IngestJob.settings();
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
    configuration.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
    configuration.set(TaskManagerOptions.HOST, "127.0.0.1");
    configuration.setString("execution.checkpointing.interval", "1s");
    configuration.setString(
        "execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString());
    return configuration;
  }

  private static List<List<Object>> rows(TableDefinition table, String... columns)
      throws Exception {
    return lake.rows(table).stream()
        .map(row -> List.of(columns).stream().map(row::getField).toList())
        .toList();
  }

  private static Map<Object, Long> sums(TableDefinition table, String column) throws Exception {
    return lake.rows(table).stream()
        .collect(
            Collectors.groupingBy(
                row -> (Object) List.of(field(row, "series_id"), field(row, "profile_type")),
                Collectors.summingLong(row -> (long) row.getField(column))));
  }

  private static Object field(Record row, String name) {
    return row.getField(name);
  }
}
