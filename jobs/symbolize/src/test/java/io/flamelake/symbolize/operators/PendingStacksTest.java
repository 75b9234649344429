package io.flamelake.symbolize.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.stacks.StackDefinition;
import io.flamelake.symbolize.sources.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PendingStacksTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final PendingRules RULES =
      new PendingRules(Duration.ofDays(7), MINUTE, MINUTE.multipliedBy(5), 3);
  private static final long NOW = 1_000_000_000;

  private KeyedTwoInputStreamOperatorTestHarness<
          String, PendingStack, UploadedBuild, StackToResolve>
      harness;

  @BeforeEach
  void starts() throws Exception {
    start(null);
    harness.setProcessingTime(NOW);
  }

  @AfterEach
  void stops() throws Exception {
    harness.close();
  }

  @Test
  void sendsWhatWaitsForABuildInPortionsWhenItHasCome() throws Exception {
    for (int id = 0; id < 8; id++) {
      pend("a", id, Unavailable.NOT_FOUND);
    }
    pend("b", 99, Unavailable.NOT_FOUND);
    assertThat(sent()).isEmpty();
    upload("a");
    harness.setProcessingTime(NOW + 1);
    assertThat(harness.extractOutputValues()).hasSizeLessThan(8).hasSizeGreaterThanOrEqualTo(3);
    harness.setProcessingTime(NOW + 10);
    assertThat(sent()).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(harness.extractOutputValues())
        .allSatisfy(
            stack -> {
              assertThat(stack.buildId()).isEqualTo("a");
              assertThat(stack.uploadedAt()).isEqualTo(NOW);
            });
    upload("a");
    harness.setProcessingTime(NOW + 20);
    assertThat(sent()).hasSize(8);
  }

  @Test
  void keepsAStackOnceThoughItCameTwice() throws Exception {
    pend("a", 1, Unavailable.NOT_FOUND);
    pend("a", 1, Unavailable.NOT_FOUND);
    upload("a");
    harness.setProcessingTime(NOW + 10);
    assertThat(sent()).containsExactly(1L);
  }

  @Test
  void sendsAStackAtOnceThatDidNotKnowOfTheUpload() throws Exception {
    upload("a");
    pend("a", 1, Unavailable.NOT_FOUND);
    assertThat(sent()).containsExactly(1L);
  }

  @Test
  void putsAStackByThatComesBackThoughItsBuildHasCome() throws Exception {
    upload("a");
    harness.processElement1(
        new StreamRecord<>(new PendingStack("a", Unavailable.NOT_FOUND, true, stack(1))));
    assertThat(sent()).isEmpty();
  }

  @Test
  void asksTheSourcesAgainAfterLongerAndLongerTimes() throws Exception {
    pend("a", 1, Unavailable.NOT_FOUND);
    List<Integer> minutes = new ArrayList<>();
    for (int minute = 1; minute <= 20; minute++) {
      int before = fetches();
      harness.setProcessingTime(NOW + minute * MINUTE.toMillis());
      if (fetches() > before) {
        minutes.add(minute);
      }
    }
    assertThat(minutes).containsExactly(1, 3, 7, 12, 17);
    upload("a");
    harness.setProcessingTime(NOW + 60 * MINUTE.toMillis());
    assertThat(fetches()).isEqualTo(minutes.size());
  }

  @Test
  void doesNotAskAgainForWhatIsThereButDoesNotHelp() throws Exception {
    pend("a", 1, Unavailable.ADDRESS_UNKNOWN);
    pend("b", 1, Unavailable.PROGRAM_MISSING);
    harness.setProcessingTime(NOW + 60 * MINUTE.toMillis());
    assertThat(fetches()).isZero();
    upload("b");
    harness.setProcessingTime(NOW + 61 * MINUTE.toMillis());
    assertThat(sent()).containsExactly(1L);
  }

  @Test
  void asksAgainForWhatCouldNotBeReadAfterTheLongestTime() throws Exception {
    pend("a", 1, Unavailable.MALFORMED);
    pend("b", 1, Unavailable.TOO_LARGE);
    harness.setProcessingTime(NOW + 5 * MINUTE.toMillis() - 1);
    assertThat(fetches()).isZero();
    harness.setProcessingTime(NOW + 5 * MINUTE.toMillis());
    assertThat(fetches()).isEqualTo(2);
  }

  @Test
  void goesOnAfterARestart() throws Exception {
    for (int id = 0; id < 8; id++) {
      pend("a", id, Unavailable.NOT_FOUND);
    }
    upload("a");
    harness.setProcessingTime(NOW + 1);
    List<Long> before = sent();
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    start(state);
    harness.setProcessingTime(NOW + 100);
    assertThat(sent()).hasSize(8 - before.size()).doesNotContainAnyElementsOf(before);
  }

  private void pend(String buildId, long id, Unavailable reason) throws Exception {
    harness.processElement1(
        new StreamRecord<>(new PendingStack(buildId, reason, false, stack(id))));
  }

  private void upload(String buildId) throws Exception {
    harness.processElement2(new StreamRecord<>(new UploadedBuild(buildId, NOW)));
  }

  private List<Long> sent() {
    return harness.extractOutputValues().stream().map(s -> s.stack().stackId()).toList();
  }

  private int fetches() {
    var fetched = harness.getSideOutput(PendingStacks.FETCH);
    return fetched == null ? 0 : fetched.size();
  }

  private static StackDefinition stack(long id) {
    return new StackDefinition(1, "s", id, id, new byte[] {1, 0}, 1, new String[] {"a"});
  }

  private void start(OperatorSubtaskState state) throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new PendingStacks(RULES)),
            PendingStack::buildId,
            UploadedBuild::buildId,
            Types.STRING);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }
}
