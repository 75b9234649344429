package io.flamelake.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.catalog.StacksTable;
import io.flamelake.ingest.config.IngestConfig;
import io.flamelake.ingest.kafka.ProfileSource;
import io.flamelake.ingest.testing.PprofBuilder;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.config.JobEnvironment;
import io.flamelake.stacks.kafka.StackRecord;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.stacks.testing.KafkaBroker;
import io.flamelake.stacks.testing.LocalCluster;
import io.flamelake.stacks.testing.LocalLake;
import io.flamelake.stacks.testing.TestFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.iceberg.data.Record;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job with a topic for stacks that lack functions. */
class UnresolvedStacksTest {
  private static final String PROFILES = "profiles";
  private static final String UNRESOLVED = "stacks-unresolved";
  private static final int DEEP = 5000;

  @TempDir private static Path folder;
  private static KafkaBroker kafka;
  private static LocalLake lake;

  @BeforeAll
  static void runsTheJob() throws Exception {
    lake = new LocalLake(Files.createDirectory(folder.resolve("lake")));
    kafka = new KafkaBroker(Files.createDirectory(folder.resolve("kafka")));
    kafka.createTopic(PROFILES, 1);
    kafka.createTopic(UNRESOLVED, 3);
    kafka.send(List.of(record(profile()), record(profile())));
    run(config());
  }

  @AfterAll
  static void stops() {
    kafka.close();
    lake.close();
  }

  @Test
  void sendsStacksThatLackFunctionsOfABuildAndWritesTheOthers() throws Exception {
    List<StackDefinition> sent =
        kafka.read(UNRESOLVED).stream().map(r -> new StackRecord().read(r.value())).toList();
    assertThat(sent)
        .extracting(stack -> List.of(stack.buildIds()))
        .containsExactlyInAnyOrder(List.of("b1d"), List.of("b1d", "b2"));
    assertThat(sent)
        .allSatisfy(
            stack -> {
              assertThat(stack.serviceName()).isEqualTo("native");
              assertThat(TestFrame.read(stack).get(0).address()).isEqualTo(0x3234L);
              assertThat(TestFrame.offsets(stack).get(0)).isTrue();
            });
    assertThat(lake.rows(StacksTable.DEFINITION))
        .extracting(row -> ((List<?>) row.getField("frames")).size())
        .containsExactlyInAnyOrder(1, 2, DEEP);
    Set<Object> written =
        lake.rows(StacksTable.DEFINITION).stream()
            .map((Record row) -> row.getField("stack_id"))
            .collect(Collectors.toSet());
    assertThat(sent).extracting(StackDefinition::stackId).doesNotContainAnyElementsOf(ids(written));
  }

  @Test
  void givesEveryRecordAKeyAndNoMarkOfARewrite() {
    List<ConsumerRecord<byte[], byte[]>> records = kafka.read(UNRESOLVED);
    assertThat(records)
        .allSatisfy(
            record -> {
              assertThat(record.key()).hasSize(Long.BYTES);
              assertThat(record.headers().lastHeader(StackRecord.REWRITE)).isNull();
            });
    assertThat(records.get(0).key()).isNotEqualTo(records.get(1).key());
  }

  @Test
  void refusesASizeThatTheTopicDoesNotTake() {
    assertThatThrownBy(() -> IngestJob.main(arguments("kafka.unresolved-max-size", "256mb")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kafka.unresolved-max-size is 268435456 bytes")
        .hasMessageContaining("max.message.bytes");
  }

  @Test
  void refusesATopicThatIsNotThere() {
    assertThatThrownBy(() -> IngestJob.main(arguments("kafka.unresolved-topic", "typo")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kafka.unresolved-topic is [typo]");
  }

  private static Map<String, String> configuration() {
    return lake.configuration(
        Map.of(
            "kafka.bootstrap-servers",
            kafka.bootstrapServers(),
            "kafka.unresolved-topic",
            UNRESOLVED,
            "kafka.unresolved-max-size",
            "32kb",
            "limits.depth",
            Integer.toString(DEEP),
            "limits.max-age",
            "36500 d"));
  }

  private static IngestConfig config() {
    return IngestConfig.from(configuration());
  }

  private static String[] arguments(String key, String value) {
    Map<String, String> all = new java.util.HashMap<>(configuration());
    all.put(key, value);
    return all.entrySet().stream()
        .flatMap(entry -> java.util.stream.Stream.of("--" + entry.getKey(), entry.getValue()))
        .toArray(String[]::new);
  }

  private static List<Long> ids(Set<Object> ids) {
    return ids.stream().map(Long.class::cast).toList();
  }

  /** Stacks that wait for symbols, one of them too large for a record, and stacks that don't. */
  private static byte[] profile() {
    PprofBuilder profile = PprofBuilder.cpu();
    long start = 0x7f00_0000_0000L;
    long app = profile.mapping("/lib/app.so", "b1d", start, start + 0x10_0000, 0x2000);
    long other = profile.mapping("/lib/other.so", "b2", 2 * start, 2 * start + 0x10_0000, 0);
    long anonymous = profile.mapping("/tmp/jit", "", 3 * start, 3 * start + 0x10_0000, 0);
    long inApp = profile.address(app, start + 0x1234);
    long[] deep = new long[DEEP];
    for (int i = 0; i < DEEP; i++) {
      deep[i] = profile.address(app, start + 0x4000 + i * 16L);
    }
    long main = profile.location("main");
    long run = profile.location("run");
    return profile
        .sampleOf(new long[] {inApp, main}, 1)
        .sampleOf(new long[] {inApp, profile.address(other, 2 * start + 64), main}, 1)
        .sampleOf(new long[] {profile.address(anonymous, 3 * start + 64)}, 1)
        .sampleOf(new long[] {run, main}, 1)
        .sampleOf(deep, 1)
        .bytes();
  }

  private static RawRecord record(byte[] value) {
    return new RawRecord(
        PROFILES,
        0,
        0,
        System.currentTimeMillis(),
        Map.of(
            "content-type",
            "application/x-pprof".getBytes(UTF_8),
            "labels",
            "{service_name=\"native\"}".getBytes(UTF_8)),
        value);
  }

  private static void run(IngestConfig config) throws Exception {
    Configuration configuration =
        LocalCluster.configure(JobEnvironment.settings(), folder.resolve("checkpoints"));
    configuration.setString("execution.checkpointing.interval", "1s");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    new IngestTopology(config, new IcebergTables(config.catalog(), config.maxOpenPartitions()))
        .define(
            ProfileSource.stream(
                environment, config, kafka -> kafka.setBounded(OffsetsInitializer.latest())));
    environment.execute();
  }
}
