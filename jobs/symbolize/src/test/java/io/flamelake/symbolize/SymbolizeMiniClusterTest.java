package io.flamelake.symbolize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flamelake.catalog.RejectsTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.stacks.testing.KafkaBroker;
import io.flamelake.stacks.testing.LocalLake;
import io.flamelake.stacks.testing.RunningJob;
import io.flamelake.symbolize.config.SymbolizeConfig;
import io.flamelake.symbolize.kafka.SymbolizeSources;
import io.flamelake.symbolize.store.DebuginfoStore;
import io.flamelake.symbolize.store.StoreLimits;
import io.flamelake.symbolize.store.StoredFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job in Flink's mini cluster, with a real broker, a real store and real tables. */
class SymbolizeMiniClusterTest {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final String STACKS = "stacks-unresolved";
  private static final String UPLOADS = "debuginfo-uploads";

  @TempDir private Path folder;
  private KafkaBroker kafka;
  private LocalLake lake;
  private DebuginfoStore store;
  private RunningJob job;

  @BeforeEach
  void starts() throws Exception {
    kafka = new KafkaBroker(Files.createDirectory(folder.resolve("kafka")));
    kafka.createTopic(STACKS, 2);
    kafka.createTopic(UPLOADS, 1);
    lake = new LocalLake(Files.createDirectory(folder.resolve("lake")));
    URI root = folder.resolve("store").toUri();
    store = DebuginfoStore.open(root, StoreLimits.DEFAULT);
    SymbolizeConfig config =
        SymbolizeConfig.from(
            lake.configuration(
                Map.of(
                    "kafka.bootstrap-servers",
                    kafka.bootstrapServers(),
                    "store.uri",
                    root.toString(),
                    "pending.portion",
                    "7",
                    "pending.first-retry",
                    "1 h")));
    job =
        new RunningJob(
            SymbolizeJob.settings(),
            folder.resolve("checkpoints"),
            environment ->
                new SymbolizeTopology(config, new ConfiguredIndexes(config.sources()))
                    .define(
                        SymbolizeSources.stacks(environment, config),
                        SymbolizeSources.uploads(environment, config)));
  }

  @AfterEach
  void stops() throws Exception {
    job.close();
    lake.close();
    kafka.close();
  }

  @Test
  void writesEachStackOnceThoughItCameThreeTimes() throws Exception {
    Path program = program("convert/clones");
    store.put(program);
    List<RawRecord> records = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      records.addAll(stacks(program).records(STACKS, 0, 100));
    }
    Collections.shuffle(records, new Random(1));
    kafka.send(records);
    awaitRows(100, 0);
    await().atMost(DEADLINE).until(() -> job.counter("keep-best.flamelake.duplicates") == 200);
    assertRows(100, 0);
    assertThat(job.counter("keep-best.flamelake.stacks_rewritten")).isZero();
  }

  @Test
  void writesRawStacksAndReplacesThemWhenTheirDebuginfoHasCome() throws Exception {
    Path program = program("convert/clones");
    NativeStacks stacks = stacks(program);
    kafka.send(stacks.records(STACKS, 0, 100));
    awaitRows(100, 100);
    upload(program);
    awaitRows(100, 0);
    kafka.send(stacks.records(STACKS, 50, 150));
    awaitRows(150, 0);
  }

  @Test
  void keepsARecordThatIsNoStack() throws Exception {
    kafka.send(List.of(NativeStacks.record(STACKS, 1, "no stack".getBytes(UTF_8))));
    await().atMost(DEADLINE).until(() -> !lake.rows(RejectsTable.DEFINITION).isEmpty());
    assertThat(lake.rows(RejectsTable.DEFINITION))
        .singleElement()
        .satisfies(
            reject -> {
              assertThat(reject.getField("reason")).isEqualTo("malformed_stack");
              assertThat(reject.getField("kafka_topic")).isEqualTo(STACKS);
              assertThat(reject.getField("kafka_partition")).isEqualTo(1);
              assertThat(reject.getField("bytes")).isEqualTo(8L);
            });
  }

  @Test
  void losesAndDoublesNothingThoughItIsKilledAgainAndAgain() throws Exception {
    Path program = program("convert/clones");
    NativeStacks stacks = stacks(program);
    int sent = 0;
    for (int round = 0; round < 4; round++) {
      kafka.send(stacks.records(STACKS, sent, sent + 500));
      sent += 500;
      if (round == 2) {
        upload(program);
      }
      int atLeast = round * 400;
      await().atMost(DEADLINE).until(() -> rows().size() >= atLeast);
      job.killTaskManager();
    }
    awaitRows(sent, 0);
    kafka.send(stacks.records(STACKS, sent, sent + 1));
    awaitRows(sent + 1, 0);
  }

  private void awaitRows(int count, int unresolved) {
    await().atMost(DEADLINE).untilAsserted(() -> assertRows(count, unresolved));
  }

  private void assertRows(int count, int unresolved) throws Exception {
    List<Record> rows = rows();
    assertThat(rows).extracting(row -> row.getField("stack_id")).doesNotHaveDuplicates();
    assertThat(rows).hasSize(count);
    assertThat(rows.stream().filter(row -> (int) row.getField("unresolved") > 0).count())
        .isEqualTo(unresolved);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.getField("service_name")).isEqualTo("native");
              assertThat((List<?>) row.getField("frames"))
                  .hasSizeGreaterThanOrEqualTo(2)
                  .extracting(frame -> ((Record) frame).getField("function") == null)
                  .containsOnly((int) row.getField("unresolved") > 0);
            });
  }

  private List<Record> rows() throws Exception {
    return lake.rows(StacksTable.DEFINITION);
  }

  private Path program(String name) throws Exception {
    return Programs.unpack(name, folder);
  }

  /** Stacks of a program, which the job's store need not have. */
  private NativeStacks stacks(Path program) throws Exception {
    DebuginfoStore other =
        DebuginfoStore.open(folder.resolve("other-store").toUri(), StoreLimits.DEFAULT);
    String buildId = other.put(program).buildId();
    return new NativeStacks(buildId, other.index(buildId));
  }

  private void upload(Path program) throws Exception {
    StoredFile file = store.put(program);
    kafka.tell(UPLOADS, file.buildId());
  }
}
