package io.flamelake.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.flamelake.catalog.Configurations;
import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.RejectsTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.SeriesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.ingest.config.IngestConfig;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.testing.ExampleProfiles;
import io.flamelake.ingest.testing.PprofBuilder;
import io.flamelake.ingest.testing.RecordedSnapshots;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.stacks.testing.KafkaBroker;
import io.flamelake.stacks.testing.LocalLake;
import io.flamelake.stacks.testing.RunningJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole job as it runs on and on, with a real broker, relabeling rules from a file and a type
 * that is not written. Of the topic's four partitions two never get a record, one gets none after
 * the first three, and one goes on.
 */
class RunningJobTest {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final String TOPIC = "profiles";
  private static final int STOPPING = 1;
  private static final int GOING_ON = 2;
  private static final String CPU = "process_cpu:cpu:nanoseconds:cpu:nanoseconds";
  private static final String LOCKS = "{service_name=\"locks\"}";

  private static final String RULES =
      """
      relabel_configs:
        - {source_labels: [env], regex: dev|test, action: drop}
        - {source_labels: [endpoint], regex: /health, action: drop}
        - {source_labels: [__meta_pod], regex: '(.+)-[0-9]+', target_label: service_name}
        - {regex: __meta_label_(.+), action: labelmap}
        - {regex: request_id, action: labeldrop}
      """;

  @TempDir private static Path folder;
  private static KafkaBroker kafka;
  private static LocalLake lake;
  private static RunningJob job;

  @BeforeAll
  static void pushesToTwoOfFourPartitions() throws Exception {
    kafka = new KafkaBroker(Files.createDirectory(folder.resolve("kafka")));
    kafka.createTopic(TOPIC, 4);
    lake = new LocalLake(Files.createDirectory(folder.resolve("lake")));
    kafka.send(
        List.of(
            cpu(ofManySeries(), "{__meta_pod=\"web-7\",__meta_label_zone=\"eu\",env=\"prod\"}"),
            cpu(profile().sample("secret;main", 8, 80), "{service_name=\"tests\",env=\"dev\"}"),
            cpu(profile().sample("run;main", 4, 40), "{service_name=\"plain\"}")));
    job = IngestJobs.running(config(), folder.resolve("checkpoints"));
    int last = snapshots().size() - 1;
    for (Path file : snapshots().subList(0, last)) {
      kafka.send(List.of(snapshot(file)));
    }
    awaitDeltas(last - 1, () -> List.of(another()));
    kafka.send(List.of(snapshot(snapshots().get(last))));
    awaitDeltas(last, List::of);
  }

  @AfterAll
  static void stops() throws Exception {
    job.close();
    lake.close();
    kafka.close();
  }

  private static IngestConfig config() throws Exception {
    Path rules = Files.writeString(folder.resolve("relabel.yaml"), RULES);
    Path keys =
        Files.writeString(
            folder.resolve("ingest.properties"),
            """
            relabel.config=%s
            decode.dropped-types=process_cpu:samples:count:cpu:nanoseconds
            kafka.idle-timeout=2 s
            delta.lateness=1 s
            # the recorded profiles may be older than records of now
            limits.max-age=36500 d
            """
                .formatted(rules));
    Map<String, String> read =
        Configurations.from(
            "--config", keys.toString(), "--kafka.bootstrap-servers", kafka.bootstrapServers());
    return IngestConfig.from(lake.configuration(read));
  }

  /** Waits for so many deltas, and sends more again and again meanwhile. */
  private static void awaitDeltas(int count, Supplier<List<RawRecord>> more) {
    await()
        .atMost(DEADLINE)
        .until(
            () -> {
              kafka.send(more.get());
              return snapshotRows("contentions").size() > count;
            });
  }

  @Test
  void silentPartitionsHoldUpNoDeltas() throws Exception {
    List<SeriesProfile> sent = RecordedSnapshots.decode(snapshots(), LOCKS);
    List<String> types = List.of("contentions", "delay");
    for (int type = 0; type < types.size(); type++) {
      List<Record> rows = snapshotRows(types.get(type));
      assertThat(rows).extracting(row -> row.getField("temporality")).startsWith("baseline");
      assertThat(rows.subList(1, rows.size()))
          .hasSize(sent.size() - 1)
          .allSatisfy(row -> assertThat(row.getField("temporality")).isEqualTo("delta"));
      String profileType = (String) rows.get(0).getField("profile_type");
      assertThat(
              rowsOf(SamplesTable.DEFINITION, "locks").stream()
                  .filter(row -> row.getField("profile_type").equals(profileType))
                  .collect(
                      Collectors.groupingBy(
                          row -> (long) row.getField("stack_id"),
                          Collectors.summingLong(row -> (long) row.getField("value")))))
          .isEqualTo(RecordedSnapshots.growth(sent, type));
    }
  }

  @Test
  void seriesHaveTheLabelsThatTheRulesGiveThem() throws Exception {
    assertThat(lake.rows(SeriesTable.DEFINITION))
        .extracting(row -> row.getField("labels"))
        .containsExactlyInAnyOrder(
            Map.of("service_name", "web", "zone", "eu", "env", "prod"),
            Map.of("service_name", "web", "zone", "eu", "env", "prod", "endpoint", "/pay"),
            Map.of("service_name", "plain"),
            Map.of("service_name", "locks"),
            Map.of("service_name", "going-on"));
  }

  @Test
  void samplesAreThoseOfTheSeriesAndTypesThatAreKept() throws Exception {
    Map<Object, Object> endpoints =
        lake.rows(SeriesTable.DEFINITION).stream()
            .collect(
                Collectors.toMap(
                    row -> row.getField("series_id"),
                    row -> ((Map<?, ?>) row.getField("labels")).containsKey("endpoint")));
    assertThat(lake.rows(SamplesTable.DEFINITION))
        .filteredOn(row -> !List.of("locks", "going-on").contains(row.getField("service_name")))
        .extracting(
            row -> row.getField("service_name"),
            row -> row.getField("profile_type"),
            row -> endpoints.get(row.getField("series_id")),
            row -> row.getField("value"))
        .containsExactlyInAnyOrder(
            tuple("web", CPU, false, 30L),
            tuple("web", CPU, true, 20L),
            tuple("plain", CPU, false, 40L));
    assertThat(lake.rows(StacksTable.DEFINITION))
        .filteredOn(row -> !row.getField("service_name").equals("locks"))
        .flatExtracting(row -> (List<?>) row.getField("frames"))
        .extracting(frame -> ((Record) frame).getField("function"))
        .containsOnly("parse", "copy", "run", "go", "main");
  }

  @Test
  void whatIsLeftOutIsCountedAndNotRejected() throws Exception {
    await()
        .atMost(DEADLINE)
        .untilAsserted(
            () -> {
              // The series of /health, and that of the environment dev.
              assertThat(job.counter("decode.flamelake.drop.relabel_dropped.dropped")).isEqualTo(2);
              // A value of each of the four samples that are kept, and of those that are not.
              assertThat(job.counter("decode.flamelake.drop.dropped_types.dropped")).isEqualTo(5);
            });
    assertThat(lake.rows(RejectsTable.DEFINITION)).isEmpty();
  }

  private static List<Path> snapshots() {
    return RecordedSnapshots.files("go/mutex");
  }

  private static List<Record> snapshotRows(String sampleType) throws Exception {
    return rowsOf(ProfilesTable.DEFINITION, "locks").stream()
        .filter(row -> row.getField("sample_type").equals(sampleType))
        .sorted(Comparator.comparing(row -> (OffsetDateTime) row.getField("time")))
        .toList();
  }

  private static List<Record> rowsOf(TableDefinition table, String service) throws Exception {
    return lake.rows(table).stream()
        .filter(row -> row.getField("service_name").equals(service))
        .toList();
  }

  private static PprofBuilder profile() {
    return new PprofBuilder()
        .type("samples", "count")
        .type("cpu", "nanoseconds")
        .period("cpu", "nanoseconds", 10_000_000)
        .duration(10_000_000_000L);
  }

  private static PprofBuilder ofManySeries() {
    return profile()
        .sample("parse;main", 3, 30)
        .label("request_id", "7f")
        .sample("copy;main", 2, 20)
        .label("endpoint", "/pay")
        .sample("check;main", 1, 10)
        .label("endpoint", "/health");
  }

  private static RawRecord cpu(PprofBuilder profile, String labels) {
    return record(STOPPING, "application/x-pprof", labels, profile.bytes());
  }

  private static RawRecord snapshot(Path file) {
    return record(GOING_ON, "application/x-pprof", LOCKS, ExampleProfiles.bytes(file));
  }

  /** Keeps its partition from falling silent. */
  private static RawRecord another() {
    return record(
        GOING_ON, "text/x-folded", "{service_name=\"going-on\"}", "main;go 1".getBytes(UTF_8));
  }

  /** A record of now, as watermarks go by the wall clock where nothing comes. */
  private static RawRecord record(int partition, String contentType, String labels, byte[] value) {
    return new RawRecord(
        TOPIC,
        partition,
        0,
        System.currentTimeMillis(),
        Map.of("content-type", contentType.getBytes(UTF_8), "labels", labels.getBytes(UTF_8)),
        value);
  }
}
