package io.flamelake.symbolize.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All that depends on time, on a clock that is moved by hand. */
class TimesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration NANO = Duration.ofNanos(1);
  private static final String ID = Made.buildId(1);

  private final IndexCounters counters = new IndexCounters();
  private final ManualScheduler clock = new ManualScheduler();
  private Indexes indexes;

  @AfterEach
  void close() {
    indexes.close();
  }

  @Test
  void asksAgainAfterPausesThatGrow() throws Exception {
    Fake source = Fake.failing();
    open(source);
    CompletableFuture<IndexAnswer> answer = indexes.get(ID);
    for (int attempt = 1; attempt <= 3; attempt++) {
      int asked = attempt;
      await().until(() -> source.asked() == asked && clock.waiting() == 2);
      clock.advance(SECOND.multipliedBy(1L << (attempt - 1)).minus(NANO));
      assertThat(source.asked()).isEqualTo(attempt);
      clock.advance(NANO);
    }
    IndexAnswer last = answer.get(30, TimeUnit.SECONDS);
    assertThat(source.asked()).isEqualTo(4);
    assertThat(last.reason()).isEqualTo(Unavailable.UPSTREAM_UNAVAILABLE);
    assertThat(last.message()).isEqualTo("failing: The connection was reset");
    assertThat(clock.waiting()).as("no time-out is left").isZero();
  }

  @Test
  void findsWhatASourceHasAtTheSecondAttempt() throws Exception {
    Fake source = Fake.failing();
    open(source);
    CompletableFuture<IndexAnswer> answer = indexes.get(ID);
    await().until(() -> clock.waiting() == 2);
    source.does(Made::complete);
    clock.advance(SECOND);
    assertThat(answer.get(30, TimeUnit.SECONDS).isFound()).isTrue();
  }

  @Test
  void waitsAsLongAsTheSourceWants() throws Exception {
    Fake source =
        new Fake(
            "busy",
            buildId -> {
              throw new RetryLaterException(Duration.ofSeconds(17), new IOException("503"));
            });
    open(source);
    assertThat(indexes.get(ID)).isNotDone();
    await().until(() -> clock.waiting() == 2);
    clock.advance(Duration.ofSeconds(17).minus(NANO));
    assertThat(source.asked()).isEqualTo(1);
    clock.advance(NANO);
    await().until(() -> source.asked() == 2);
  }

  @Test
  void goesOnIfTheSourceWantsMoreTimeThanThereIs() throws Exception {
    Fake source =
        new Fake(
            "busy",
            buildId -> {
              throw new RetryLaterException(Duration.ofSeconds(60), new IOException("503"));
            });
    open(source, Fake.withAll());
    assertThat(answer(ID).isFound()).isTrue();
    assertThat(source.asked()).isEqualTo(1);
  }

  @Test
  void remembersForAWhileThatABuildIsNotThere() throws Exception {
    Fake source = Fake.withNone();
    open(source);
    answer(ID);
    clock.advance(Duration.ofMinutes(10).minus(NANO));
    assertThat(answer(ID).reason()).isEqualTo(Unavailable.NOT_FOUND);
    assertThat(source.asked()).isEqualTo(1);
    clock.advance(NANO);
    answer(ID);
    assertThat(source.asked()).isEqualTo(2);
    indexes.refresh(ID);
    answer(ID);
    assertThat(source.asked()).isEqualTo(3);
  }

  @Test
  void remembersFailuresBriefly() throws Exception {
    Fake source = Fake.failing();
    open(source);
    CompletableFuture<IndexAnswer> first = indexes.get(ID);
    for (int attempt = 1; attempt <= 3; attempt++) {
      int asked = attempt;
      await().until(() -> source.asked() == asked && clock.waiting() == 2);
      // No longer than the pause: a quick failure's next attempt would be due on the way.
      clock.advance(SECOND.multipliedBy(1L << (attempt - 1)));
    }
    assertThat(first.get(30, TimeUnit.SECONDS).isFound()).isFalse();
    source.does(Made::complete);
    clock.advance(SECOND.multipliedBy(5).minus(NANO));
    assertThat(answer(ID).isFound()).isFalse();
    clock.advance(NANO);
    assertThat(answer(ID).isFound()).isTrue();
  }

  @Test
  void looksForTheRestOfAnIncompleteIndexLater() throws Exception {
    Fake source = new Fake("store", Made::withoutNames);
    open(source);
    answer(ID);
    answer(ID);
    assertThat(source.asked()).isEqualTo(1);
    clock.advance(Duration.ofMinutes(10));
    answer(ID);
    assertThat(source.asked()).isEqualTo(2);
  }

  @Test
  void endsALoadAtItsTimeEvenBetweenAttempts() throws Exception {
    Fake source =
        new Fake(
            "busy",
            buildId -> {
              throw new RetryLaterException(Duration.ofSeconds(59), new IOException("503"));
            });
    open(source);
    CompletableFuture<IndexAnswer> answer = indexes.get(ID);
    await().until(() -> clock.waiting() == 2);
    source.does(
        buildId -> {
          throw new RetryLaterException(Duration.ZERO, new IOException("503"));
        });
    clock.advance(Duration.ofSeconds(59));
    await().until(() -> source.asked() == 2);
    clock.advance(Duration.ofSeconds(1));
    assertThat(answer.get(30, TimeUnit.SECONDS).isFound()).isFalse();
  }

  @Test
  void answersWhenTheTimeIsOverAndKeepsWhatIsFoundLater() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    Fake source =
        new Fake(
            "slow",
            buildId -> {
              gate.await();
              return Made.complete(buildId);
            });
    open(source);
    CompletableFuture<IndexAnswer> answer = indexes.get(ID);
    await().until(() -> source.asked() == 1);
    clock.advance(Duration.ofMinutes(1).minus(NANO));
    assertThat(answer).isNotDone();
    clock.advance(NANO);
    assertThat(answer.getNow(null).reason()).isEqualTo(Unavailable.TIMEOUT);
    assertThat(indexes.get(ID).getNow(null).reason()).isEqualTo(Unavailable.TIMEOUT);
    gate.countDown();
    await().until(() -> indexes.state().loading() == 0);
    assertThat(indexes.get(ID).getNow(null).isFound()).isTrue();
    assertThat(source.asked()).isEqualTo(1);
    assertThat(counters.loads()).containsExactly(Map.entry("timeout", 1L));
    assertThat(clock.waiting()).isZero();
  }

  @Test
  void interruptsASourceThatNeverEnds() throws Exception {
    AtomicBoolean interrupted = new AtomicBoolean();
    Fake source =
        new Fake(
            "hanging",
            buildId -> {
              try {
                new CountDownLatch(1).await();
                return null;
              } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
              }
            });
    open(source);
    assertThat(indexes.get(ID)).isNotDone();
    await().until(() -> source.asked() == 1);
    clock.advance(Duration.ofMinutes(1).plus(Load.LATE));
    await().untilTrue(interrupted);
    source.does(Made::complete);
    assertThat(answer(ID).reason()).as("remembered").isEqualTo(Unavailable.TIMEOUT);
    indexes.refresh(ID);
    assertThat(answer(ID).isFound()).isTrue();
  }

  @Test
  void freesCallersOfASourceThatCantBeInterrupted() throws Exception {
    AtomicBoolean end = new AtomicBoolean();
    Fake source =
        new Fake(
            "stubborn",
            buildId -> {
              while (!end.get()) {
                Thread.onSpinWait();
              }
              return null;
            });
    open(source);
    CompletableFuture<IndexAnswer> answer = indexes.get(ID);
    await().until(() -> source.asked() == 1);
    clock.advance(Duration.ofMinutes(1).plus(Load.LATE));
    assertThat(answer.getNow(null).reason()).isEqualTo(Unavailable.TIMEOUT);
    assertThat(indexes.state().loading()).isZero();
    end.set(true);
    source.does(Made::complete);
    assertThat(answer(Made.buildId(2)).isFound()).isTrue();
  }

  @Test
  void leavesASourceThatFailsAloneUntilItHadRest() throws Exception {
    Fake source = Fake.failing();
    indexes =
        new Indexes(
            List.of(source),
            options(new RetryPolicy(1, SECOND, SECOND, 0), new BreakerPolicy(3, SECOND)),
            counters,
            clock);
    for (int i = 0; i < 10; i++) {
      assertThat(answer(Made.buildId(i)).reason()).isEqualTo(Unavailable.UPSTREAM_UNAVAILABLE);
    }
    assertThat(source.asked()).isEqualTo(3);
    assertThat(indexes.state().openBreakers()).containsExactly("failing");
    assertThat(counters.breakersOpened()).containsEntry("failing", 1L);
    clock.advance(SECOND);
    answer(Made.buildId(10));
    answer(Made.buildId(11));
    assertThat(source.asked()).as("one trial").isEqualTo(4);
    clock.advance(SECOND);
    source.does(Made::complete);
    assertThat(answer(Made.buildId(12)).isFound()).isTrue();
    assertThat(answer(Made.buildId(13)).isFound()).isTrue();
    assertThat(indexes.state().openBreakers()).isEmpty();
  }

  @Test
  void takesABuildThatIsNotThereForNoFailure() throws Exception {
    Fake source = Fake.withNone();
    indexes =
        new Indexes(
            List.of(source),
            options(new RetryPolicy(1, SECOND, SECOND, 0), new BreakerPolicy(1, SECOND)),
            counters,
            clock);
    for (int i = 0; i < 10; i++) {
      answer(Made.buildId(i));
    }
    assertThat(source.asked()).isEqualTo(10);
  }

  private void open(Upstream... sources) {
    indexes =
        new Indexes(
            List.of(sources),
            options(new RetryPolicy(4, SECOND, SECOND.multipliedBy(4), 0), BreakerPolicy.DEFAULT),
            counters,
            clock);
  }

  private static IndexesOptions options(RetryPolicy retry, BreakerPolicy breaker) {
    IndexesOptions.Memory memory =
        new IndexesOptions.Memory(1 << 20, 100, Duration.ofMinutes(10), Duration.ofSeconds(5));
    return new IndexesOptions(2, 100, Duration.ofMinutes(1), memory, retry, breaker);
  }

  private IndexAnswer answer(String buildId) throws Exception {
    return indexes.get(buildId).get(30, TimeUnit.SECONDS);
  }
}
