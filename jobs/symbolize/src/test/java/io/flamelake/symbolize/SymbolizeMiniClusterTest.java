package io.flamelake.symbolize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flamelake.catalog.RejectsTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.stacks.config.JobEnvironment;
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
    store = DebuginfoStore.open(folder.resolve("store").toUri(), StoreLimits.DEFAULT);
  }

  private void start(String firstRetry) throws Exception {
    URI root = folder.resolve("store").toUri();
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
                    "folder.path",
                    Files.createDirectory(folder.resolve("files")).toString(),
                    "pending.first-retry",
                    firstRetry)));
    job =
        new RunningJob(
            JobEnvironment.settings(),
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
    start("1 h");
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
    awaitRows(100, 0);
    assertThat(job.counter("keep-best.flamelake.stacks_rewritten")).isZero();
  }

  @Test
  void writesRawStacksAndReplacesThemWhenTheirDebuginfoHasCome() throws Exception {
    start("1 h");
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
  void replacesRawStacksWhenASourceHasTheirDebuginfoAtARetry() throws Exception {
    start("2 s");
    Path program = program("convert/clones");
    kafka.send(stacks(program).records(STACKS, 0, 20));
    awaitRows(20, 20);
    Path named =
        folder.resolve(
            "files/.build-id/"
                + Programs.CLONES.substring(0, 2)
                + "/"
                + Programs.CLONES.substring(2));
    Files.createDirectories(named.getParent());
    Files.copy(program, named);
    awaitRows(20, 0);
  }

  @Test
  void looksStacksUpOnceMoreWhenAnotherFileOfTheirBuildHasCome() throws Exception {
    start("1 h");
    NativeStacks stacks = stacks(program("convert/clones"));
    store.put(program("convert/clones-debug"));
    kafka.send(stacks.ofOffsets(0).records(STACKS, 0, 20));
    awaitRows(20, 20);
    upload(program("convert/clones-debug"));
    await()
        .atMost(DEADLINE)
        .until(() -> job.counter("count-again.flamelake.stacks_sent_again") == 20);
    upload(program("convert/clones-stripped"));
    awaitRows(20, 0);
  }

  @Test
  void keepsARecordThatIsNoStack() throws Exception {
    start("1 h");
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
    start("1 h");
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

  /** Waits for so many rows. At no time has a stack two. */
  private void awaitRows(int count, int unresolved) {
    await()
        .atMost(DEADLINE)
        .until(
            () -> {
              List<Record> rows = rows();
              assertThat(rows).extracting(row -> row.getField("stack_id")).doesNotHaveDuplicates();
              assertThat(rows).allSatisfy(SymbolizeMiniClusterTest::assertWhole);
              return rows.size() == count
                  && rows.stream().filter(SymbolizeMiniClusterTest::lacks).count() == unresolved;
            });
  }

  private static boolean lacks(Record row) {
    return (int) row.getField("unresolved") > 0;
  }

  private static void assertWhole(Record row) {
    assertThat(row.getField("service_name")).isEqualTo("native");
    assertThat((List<?>) row.getField("frames"))
        .hasSizeGreaterThanOrEqualTo(2)
        .extracting(frame -> ((Record) frame).getField("function") == null)
        .containsOnly((int) row.getField("unresolved") > 0);
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
