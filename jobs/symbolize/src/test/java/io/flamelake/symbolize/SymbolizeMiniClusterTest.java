package io.flamelake.symbolize;

import static io.flamelake.symbolize.RunningSymbolizer.DEADLINE;
import static io.flamelake.symbolize.RunningSymbolizer.STACKS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flamelake.catalog.RejectsTable;
import io.flamelake.stacks.record.RawRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job in Flink's mini cluster, with a real broker, a real store and real tables. */
class SymbolizeMiniClusterTest {
  @TempDir private Path folder;
  private RunningSymbolizer running;

  @BeforeEach
  void starts() throws Exception {
    running = new RunningSymbolizer(folder);
  }

  private void start(String firstRetry) throws Exception {
    running.start(Map.of("pending.first-retry", firstRetry));
  }

  @AfterEach
  void stops() throws Exception {
    running.close();
  }

  @Test
  void writesEachStackOnceThoughItCameThreeTimes() throws Exception {
    start("1 h");
    Path program = running.program("convert/clones");
    running.store().put(program);
    List<RawRecord> records = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      records.addAll(running.stacks(program).records(STACKS, 0, 100));
    }
    Collections.shuffle(records, new Random(1));
    running.kafka().send(records);
    running.awaitRows(100, 0);
    await()
        .atMost(DEADLINE)
        .until(() -> running.job().counter("keep-best.flamelake.duplicates") == 200);
    running.awaitRows(100, 0);
    assertThat(running.job().counter("keep-best.flamelake.stacks_rewritten")).isZero();
  }

  @Test
  void writesRawStacksAndReplacesThemWhenTheirDebuginfoHasCome() throws Exception {
    start("1 h");
    Path program = running.program("convert/clones");
    NativeStacks stacks = running.stacks(program);
    running.kafka().send(stacks.records(STACKS, 0, 100));
    running.awaitRows(100, 100);
    running.upload(program);
    running.awaitRows(100, 0);
    running.kafka().send(stacks.records(STACKS, 50, 150));
    running.awaitRows(150, 0);
  }

  @Test
  void replacesRawStacksWhenASourceHasTheirDebuginfoAtARetry() throws Exception {
    start("2 s");
    Path program = running.program("convert/clones");
    running.kafka().send(running.stacks(program).records(STACKS, 0, 20));
    running.awaitRows(20, 20);
    Path named =
        running
            .files()
            .resolve(".build-id")
            .resolve(Programs.CLONES.substring(0, 2))
            .resolve(Programs.CLONES.substring(2));
    Files.createDirectories(named.getParent());
    Files.copy(program, named);
    running.awaitRows(20, 0);
  }

  @Test
  void looksStacksUpOnceMoreWhenAnotherFileOfTheirBuildHasCome() throws Exception {
    start("1 h");
    NativeStacks stacks = running.stacks(running.program("convert/clones"));
    running.store().put(running.program("convert/clones-debug"));
    running.kafka().send(stacks.ofOffsets(0).records(STACKS, 0, 20));
    running.awaitRows(20, 20);
    running.upload(running.program("convert/clones-debug"));
    await()
        .atMost(DEADLINE)
        .until(() -> running.job().counter("count-again.flamelake.stacks_sent_again") == 20);
    running.upload(running.program("convert/clones-stripped"));
    running.awaitRows(20, 0);
  }

  @Test
  void keepsARecordThatIsNoStack() throws Exception {
    start("1 h");
    running.kafka().send(List.of(NativeStacks.record(STACKS, 1, "no stack".getBytes(UTF_8))));
    await().atMost(DEADLINE).until(() -> !running.lake().rows(RejectsTable.DEFINITION).isEmpty());
    assertThat(running.lake().rows(RejectsTable.DEFINITION))
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
    Path program = running.program("convert/clones");
    NativeStacks stacks = running.stacks(program);
    int sent = 0;
    for (int round = 0; round < 4; round++) {
      running.kafka().send(stacks.records(STACKS, sent, sent + 500));
      sent += 500;
      if (round == 2) {
        running.upload(program);
      }
      int atLeast = round * 400;
      await().atMost(DEADLINE).until(() -> running.rows().size() >= atLeast);
      running.job().killTaskManager();
    }
    running.awaitRows(sent, 0);
    running.kafka().send(stacks.records(STACKS, sent, sent + 1));
    running.awaitRows(sent + 1, 0);
  }
}
