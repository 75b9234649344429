package io.flamelake.symbolize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flamelake.catalog.StacksTable;
import io.flamelake.stacks.config.JobEnvironment;
import io.flamelake.stacks.testing.KafkaBroker;
import io.flamelake.stacks.testing.LocalLake;
import io.flamelake.stacks.testing.RunningJob;
import io.flamelake.symbolize.config.SymbolizeConfig;
import io.flamelake.symbolize.kafka.SymbolizeSources;
import io.flamelake.symbolize.sources.BreakerPolicy;
import io.flamelake.symbolize.sources.RetryPolicy;
import io.flamelake.symbolize.store.DebuginfoStore;
import io.flamelake.symbolize.store.StoreLimits;
import io.flamelake.symbolize.store.StoredFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.data.Record;

/** The whole job in Flink's mini cluster, with a real broker, a real store and real tables. */
final class RunningSymbolizer implements AutoCloseable {
  static final Duration DEADLINE = Duration.ofMinutes(2);
  static final String STACKS = "stacks-unresolved";
  static final String UPLOADS = "debuginfo-uploads";

  private final Path folder;
  private final KafkaBroker kafka;
  private final LocalLake lake;
  private final DebuginfoStore store;
  private RunningJob job;

  /** Starts all but the job. */
  RunningSymbolizer(Path folder) throws Exception {
    this.folder = folder;
    kafka = new KafkaBroker(Files.createDirectory(folder.resolve("kafka")));
    kafka.createTopic(STACKS, 2);
    kafka.createTopic(UPLOADS, 1);
    lake = new LocalLake(Files.createDirectory(folder.resolve("lake")));
    store = openStore("store");
    Files.createDirectory(files());
  }

  KafkaBroker kafka() {
    return kafka;
  }

  LocalLake lake() {
    return lake;
  }

  DebuginfoStore store() {
    return store;
  }

  RunningJob job() {
    return job;
  }

  /** The folder of files by build id that the job looks into. */
  Path files() {
    return folder.resolve("files");
  }

  void start(Map<String, String> more) throws Exception {
    start(more, RetryPolicy.DEFAULT, BreakerPolicy.DEFAULT);
  }

  void start(Map<String, String> more, RetryPolicy retry, BreakerPolicy breaker) throws Exception {
    URI root = folder.resolve("store").toUri();
    Map<String, String> keys = new HashMap<>();
    keys.put("kafka.bootstrap-servers", kafka.bootstrapServers());
    keys.put("store.uri", root.toString());
    keys.put("folder.path", files().toString());
    keys.put("pending.portion", "7");
    keys.putAll(more);
    SymbolizeConfig config = SymbolizeConfig.from(lake.configuration(keys));
    job =
        new RunningJob(
            JobEnvironment.settings(),
            folder.resolve("checkpoints"),
            environment ->
                new SymbolizeTopology(
                        config, new ConfiguredIndexes(config.sources(), retry, breaker))
                    .define(
                        SymbolizeSources.stacks(environment, config),
                        SymbolizeSources.uploads(environment, config)));
  }

  /** Waits for so many rows. At no time has a stack two. */
  void awaitRows(int count, int unresolved) {
    await()
        .atMost(DEADLINE)
        .until(
            () -> {
              List<Record> rows = rows();
              assertThat(rows).extracting(row -> row.getField("stack_id")).doesNotHaveDuplicates();
              assertThat(rows).allSatisfy(RunningSymbolizer::assertWhole);
              return rows.size() == count
                  && rows.stream().filter(RunningSymbolizer::lacks).count() == unresolved;
            });
  }

  static boolean lacks(Record row) {
    return (int) row.getField("unresolved") > 0;
  }

  private static void assertWhole(Record row) {
    assertThat(row.getField("service_name")).isEqualTo("native");
    assertThat((List<?>) row.getField("frames"))
        .hasSizeGreaterThanOrEqualTo(2)
        .extracting(frame -> ((Record) frame).getField("function") == null)
        .containsOnly((int) row.getField("unresolved") > 0);
  }

  List<Record> rows() throws Exception {
    return lake.rows(StacksTable.DEFINITION);
  }

  Path program(String name) throws Exception {
    return Programs.unpack(name, folder);
  }

  /** Stacks of a program, which the job's store need not have. */
  NativeStacks stacks(Path program) throws Exception {
    DebuginfoStore other = openStore("other-store");
    String buildId = other.put(program).buildId();
    return new NativeStacks(buildId, other.index(buildId));
  }

  private DebuginfoStore openStore(String name) throws Exception {
    return DebuginfoStore.open(folder.resolve(name).toUri(), StoreLimits.DEFAULT);
  }

  void upload(Path program) throws Exception {
    StoredFile file = store.put(program);
    kafka.tell(UPLOADS, file.buildId());
  }

  @Override
  public void close() throws Exception {
    if (job != null) {
      job.close();
    }
    lake.close();
    kafka.close();
  }
}
