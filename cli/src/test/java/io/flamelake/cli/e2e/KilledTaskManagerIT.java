package io.flamelake.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("stops servers that others use")
class KilledTaskManagerIT {
  private static final int PROFILES = 2_000;
  private static final Set<Integer> KILLS = Set.of(500, 1_000, 1_500);
  private static final String OF_US = " WHERE service_name = 'killed'";
  private static final String NATIVE = "killed-native";
  private static final int NATIVE_PROFILES = 5;
  private static final int EVERY = 100;
  private static final int UPLOAD = 1_100;

  @TempDir static Path folder;

  @Test
  void everyProfileIsThereOnceAfterTheTaskManagerWasKilledThreeTimes() throws Exception {
    StackFixture stack = StackFixture.shared();
    NativeProgram program = new NativeProgram(2, folder);
    byte[] recorded = Pprof.bundled("node/wall-00003");
    ProfileOracle oracle = new ProfileOracle(Pprof.parse(recorded));
    String running = stack.job().id();
    Instant start = Instant.now().minusSeconds(PROFILES);

    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 0; i < PROFILES; i++) {
      String labels = "{service_name=\"killed\",instance=\"%d\"}".formatted(i % 20);
      sent.add(stack.pushPprof(Pprof.at(start.plusSeconds(i), recorded), labels));
      if (i % EVERY == 0) {
        sent.add(pushNative(stack, program, i / EVERY, start));
      }
      if (i == UPLOAD) {
        assertThat(program.upload(stack)).startsWith("0\n");
      }
      if (KILLS.contains(i)) {
        // Some of what was sent is committed, some is in files not yet committed, some in Kafka.
        awaitRows(stack, "> " + rows(stack));
        stack.killTaskManager();
        stack.startTaskManager();
      }
    }
    for (Future<RecordMetadata> record : sent) {
      record.get();
    }
    awaitRows(stack, ">= " + PROFILES * oracle.types().size());

    assertThat(rows(stack)).isEqualTo((long) PROFILES * oracle.types().size());
    assertThat(stack.number("SELECT count(DISTINCT time_nanos) FROM profiles.profiles" + OF_US))
        .isEqualTo(PROFILES);
    assertThat(stack.number("SELECT sum(value) FROM profiles.samples" + OF_US))
        .isEqualTo(PROFILES * (oracle.sum(0) + oracle.sum(1)));
    assertThat(stack.number("SELECT sum(sample_count) FROM profiles.profiles" + OF_US))
        .isEqualTo(stack.number("SELECT count(*) FROM profiles.samples" + OF_US));
    assertThat(
            stack.number(
                "SELECT count(*) - count(DISTINCT (day, stack_id)) FROM profiles.stacks" + OF_US))
        .isZero();
    assertThat(
            stack.number(
                "SELECT count(*) - count(DISTINCT (day, series_id)) FROM profiles.series" + OF_US))
        .isZero();
    checkNative(stack, program);
    assertThat(stack.job().id()).as("Flink itself restarted the job").isEqualTo(running);
    // The first answer may be an old one: Flink gathers metrics when it is asked.
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> stack.job().restarts() >= KILLS.size());
  }

  private static Future<RecordMetadata> pushNative(
      StackFixture stack, NativeProgram program, int number, Instant start) throws IOException {
    byte[] profile = Pprof.at(start.plusSeconds(number), program.profile(number % NATIVE_PROFILES));
    return stack.pushPprof(profile, "{service_name=\"%s\"}".formatted(NATIVE));
  }

  /** Each stack is there once, with functions, whenever its debugging information came. */
  private static void checkNative(StackFixture stack, NativeProgram program) throws IOException {
    Map<Long, List<String>> answers = NativeProgram.answers();
    Map<List<String>, Long> expected = new HashMap<>();
    for (int i = 0; i < PROFILES / EVERY; i++) {
      NativeStacks.expected(Pprof.parse(program.profile(i % NATIVE_PROFILES)), answers)
          .forEach((frames, value) -> expected.merge(frames, value, Long::sum));
    }
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(NativeStacks.actual(stack, NATIVE)).isEqualTo(expected));
    assertThat(
            stack.number(
                "SELECT count(*) - count(DISTINCT (day, stack_id)) FROM profiles.stacks WHERE"
                    + " service_name = '%s'".formatted(NATIVE)))
        .isZero();
  }

  private static long rows(StackFixture stack) {
    return stack.number("SELECT count(*) FROM profiles.profiles" + OF_US);
  }

  private static void awaitRows(StackFixture stack, String condition) {
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () ->
                stack.number(
                        "SELECT count_if(n %s) FROM (SELECT count(*) AS n FROM profiles.profiles%s)"
                            .formatted(condition, OF_US))
                    == 1);
  }
}
