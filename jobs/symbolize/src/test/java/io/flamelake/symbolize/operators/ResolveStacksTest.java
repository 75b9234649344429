package io.flamelake.symbolize.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.testing.TestFrame;
import io.flamelake.stacks.testing.TestFrames;
import io.flamelake.symbolize.index.TextCache;
import io.flamelake.symbolize.resolve.Unresolved;
import io.flamelake.symbolize.sources.IndexAnswer;
import io.flamelake.symbolize.sources.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResolveStacksTest {
  private static final Map<String, CompletableFuture<IndexAnswer>> ANSWERS =
      new ConcurrentHashMap<>();
  private static final Map<String, Integer> REFRESHED = new ConcurrentHashMap<>();

  private OneInputStreamOperatorTestHarness<StackToResolve, ResolvedStack> harness;

  @BeforeEach
  void starts() throws Exception {
    ANSWERS.clear();
    REFRESHED.clear();
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new AsyncWaitOperatorFactory<>(
                new ResolveStacks(metrics -> new Indexes(), Duration.ofSeconds(1)),
                100_000,
                100,
                OutputMode.UNORDERED),
            TypeInformation.of(StackToResolve.class).createSerializer(new SerializerConfigImpl()));
    harness.open();
  }

  @AfterEach
  void stops() throws Exception {
    harness.close();
  }

  @Test
  void doesNotHoldUpStacksThatWaitForNobody() throws Exception {
    read(StackToResolve.first(stack(1, "slow"), false));
    ANSWERS.put("known", missing(Unavailable.NOT_FOUND));
    read(StackToResolve.first(stack(2, "known"), false));
    assertThat(awaitOutput(1).get(0).given().stack().stackId()).isEqualTo(2);
  }

  @Test
  void givesAStackBackAsItIsWhenAnIndexDoesNotComeInTime() throws Exception {
    read(StackToResolve.first(stack(1, "slow"), false));
    ResolvedStack late = awaitOutput(1).get(0);
    assertThat(late.stack().unresolved()).isEqualTo(1);
    assertThat(late.unresolved()).containsExactly(new Unresolved("slow", Unavailable.TIMEOUT, 1));
    assertThat(late.cached()).isZero();
  }

  @Test
  void waitsForABuildNoLongerThanOnceUntilThereIsNews() throws Exception {
    read(StackToResolve.first(stack(1, "slow"), false));
    awaitOutput(1);
    read(StackToResolve.first(stack(2, "slow"), false));
    assertThat(harness.getTaskMailbox().hasMail()).as("answered at once").isTrue();
    awaitOutput(2);
    read(new StackToResolve(stack(3, "slow"), false, "slow", 1000));
    assertThat(harness.getTaskMailbox().hasMail()).isFalse();
  }

  @Test
  void doesNotEndTheJobWhenSomethingUnforeseenIsFound() throws Exception {
    ANSWERS.put("known", missing(Unavailable.NOT_FOUND));
    StackDefinition broken =
        new StackDefinition(1, "s", 7, 7, new byte[] {1, 5, 0}, 5, new String[] {"known"});
    read(StackToResolve.first(broken, false));
    ResolvedStack result = awaitOutput(1).get(0);
    assertThat(result.stack().frames()).isEqualTo(broken.frames());
    assertThat(result.resolved()).isZero();
    assertThat(result.unresolved())
        .containsExactly(new Unresolved("known", Unavailable.MALFORMED, 1));
  }

  @Test
  void looksPastItsMemoryOnceForEachUpload() throws Exception {
    ANSWERS.put("known", missing(Unavailable.NOT_FOUND));
    for (int id = 0; id < 5; id++) {
      read(new StackToResolve(stack(id, "known"), false, "known", 1000));
    }
    awaitOutput(5);
    assertThat(REFRESHED).containsEntry("known", 1);
    read(new StackToResolve(stack(9, "known"), false, "known", 2000));
    awaitOutput(6);
    assertThat(REFRESHED).containsEntry("known", 2);
  }

  private void read(StackToResolve stack) throws Exception {
    harness.processElement(stack, 0);
  }

  private List<ResolvedStack> awaitOutput(int count) {
    await()
        .pollInSameThread()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              while (harness.getTaskMailbox().hasMail()) {
                harness.getTaskMailbox().take(Integer.MIN_VALUE).run();
              }
              return harness.extractOutputValues().size() >= count;
            });
    return harness.extractOutputValues();
  }

  private static StackDefinition stack(long id, String buildId) {
    TestFrame frame =
        new TestFrame(
            null, null, null, null, null, null, "/bin/app", buildId, 16L, "native", false);
    return new StackDefinition(
        1, "s", id, id, TestFrames.encoded(List.of(frame)), 1, new String[] {buildId});
  }

  private static CompletableFuture<IndexAnswer> missing(Unavailable reason) {
    return CompletableFuture.completedFuture(IndexAnswer.unavailable(reason, "not here"));
  }

  /** Answers that a test gives; of what it does not tell, none ever. */
  private static final class Indexes implements BuildIndexes {
    @Override
    public CompletableFuture<IndexAnswer> get(String buildId) {
      return ANSWERS.getOrDefault(buildId, new CompletableFuture<>());
    }

    @Override
    public void refresh(String buildId) {
      REFRESHED.merge(buildId, 1, Integer::sum);
    }

    @Override
    public void forget(String buildId) {}

    @Override
    public TextCache texts() {
      return new TextCache(1 << 20);
    }

    @Override
    public void close() {}
  }
}
