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
import io.flamelake.ingest.kafka.ProfileSource;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.testing.RecordedSnapshots;
import io.flamelake.stacks.config.JobEnvironment;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.stacks.testing.KafkaBroker;
import io.flamelake.stacks.testing.LocalCluster;
import io.flamelake.stacks.testing.LocalLake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole job in Flink's mini cluster, with a real broker and real Iceberg files. */
class IngestMiniClusterTest {
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
    Map<Object, Long> totals =
        sums(
            lake.rows(ProfilesTable.DEFINITION).stream()
                .filter(row -> !row.getField("temporality").equals("baseline"))
                .toList(),
            "total");
    totals.values().removeIf(total -> total == 0);
    assertThat(sums(lake.rows(SamplesTable.DEFINITION), "value")).isNotEmpty().isEqualTo(totals);
  }

  @Test
  void writesEveryStackAndSeriesOfTheSamplesOnce() throws Exception {
    assertThat(rows(StacksTable.DEFINITION, "day", "service_name", "stack_id"))
        .doesNotHaveDuplicates();
    assertThat(Set.copyOf(rows(StacksTable.DEFINITION, "stack_id")))
        .containsAll(Set.copyOf(rows(SamplesTable.DEFINITION, "stack_id")));
    assertThat(rows(SeriesTable.DEFINITION, "day", "series_id")).doesNotHaveDuplicates();
    assertThat(Set.copyOf(rows(SeriesTable.DEFINITION, "series_id")))
        .containsAll(Set.copyOf(rows(SamplesTable.DEFINITION, "series_id")));
  }

  @ParameterizedTest
  @CsvSource({
    "heap, 0, memory:alloc_objects:count:space:bytes",
    "heap, 1, memory:alloc_space:bytes:space:bytes",
    "mutex, 0, mutex:contentions:count:contentions:count",
    "mutex, 1, mutex:delay:nanoseconds:contentions:count"
  })
  void takesExactDeltasWhateverTheOrderTheRecordsCameIn(String name, int type, String profileType)
      throws Exception {
    List<SeriesProfile> sent =
        RecordedSnapshots.decode(files("go/" + name), "{service_name=\"go\"}");
    List<Record> written = rowsOf(ProfilesTable.DEFINITION, profileType);
    assertThat(written)
        .extracting(row -> row.getField("temporality"))
        .startsWith("baseline")
        .hasSize(sent.size());
    assertThat(written.subList(1, written.size()))
        .allSatisfy(row -> assertThat(row.getField("temporality")).isEqualTo("delta"));
    assertThat(written.stream().skip(1).map(row -> (Long) row.getField("duration_nanos")))
        .containsExactlyElementsOf(
            IntStream.range(1, sent.size())
                .mapToObj(i -> sent.get(i).timeNanos() - sent.get(i - 1).timeNanos())
                .toList());
    assertThat(written.stream().skip(1).map(row -> (Long) row.getField("start_nanos")))
        .containsExactlyElementsOf(
            sent.stream().map(SeriesProfile::timeNanos).limit(sent.size() - 1L).toList());
    assertThat(
            rowsOf(SamplesTable.DEFINITION, profileType).stream()
                .collect(
                    Collectors.groupingBy(
                        row -> (long) row.getField("stack_id"),
                        Collectors.summingLong(row -> (long) row.getField("value")))))
        .isEqualTo(RecordedSnapshots.growth(sent, type));
  }

  /** Rows of a profile type in the order of time. */
  private static List<Record> rowsOf(TableDefinition table, String profileType) throws Exception {
    return lake.rows(table).stream()
        .filter(row -> row.getField("profile_type").equals(profileType))
        .sorted(Comparator.comparing(row -> (OffsetDateTime) row.getField("time")))
        .toList();
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
    for (String prefix : List.of("go/cpu", "go/heap", "go/mutex", "node/wall")) {
      for (Path file : files(prefix)) {
        byte[] profile = Files.readAllBytes(file);
        String service = prefix.substring(0, prefix.indexOf('/'));
        records.add(record(0, service, profile));
        records.add(record(1, service, profile));
      }
    }
    Collections.shuffle(records, new Random(7));
    records.add(1, record(0, "bad", new byte[0]));
    return records;
  }

  private static List<Path> files(String prefix) {
    List<Path> files = RecordedSnapshots.files(prefix);
    return files.subList(0, Math.min(5, files.size()));
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
    new IngestTopology(config, new IcebergTables(config.catalog(), config.maxOpenPartitions()))
        .define(
            ProfileSource.stream(
                environment, config, kafka -> kafka.setBounded(OffsetsInitializer.latest())));
    environment.execute();
  }

  private static Configuration configuration() {
    Configuration configuration =
        LocalCluster.configure(JobEnvironment.settings(), folder.resolve("checkpoints"));
    configuration.setString("execution.checkpointing.interval", "1s");
    return configuration;
  }

  private static List<List<Object>> rows(TableDefinition table, String... columns)
      throws Exception {
    return lake.rows(table).stream()
        .map(row -> List.of(columns).stream().map(row::getField).toList())
        .toList();
  }

  private static Map<Object, Long> sums(List<Record> rows, String column) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> (Object) List.of(field(row, "series_id"), field(row, "profile_type")),
                Collectors.summingLong(row -> (long) row.getField(column))));
  }

  private static Object field(Record row, String name) {
    return row.getField(name);
  }
}
