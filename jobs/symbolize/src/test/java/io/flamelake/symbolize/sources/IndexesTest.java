package io.flamelake.symbolize.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.index.SymbolIndex;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IndexesTest {
  private static final String ID = Made.buildId(1);

  private final IndexCounters counters = new IndexCounters();
  private Indexes indexes;

  @AfterEach
  void close() {
    if (indexes != null) {
      indexes.close();
    }
  }

  @Test
  void loadsOnceHoweverManyAsk() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    Fake source = waitingFor(gate);
    open(source);
    List<CompletableFuture<IndexAnswer>> answers = new ArrayList<>();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Thread caller =
          new Thread(
              () -> {
                CompletableFuture<IndexAnswer> answer = indexes.get(ID);
                synchronized (answers) {
                  answers.add(answer);
                }
              });
      callers.add(caller);
      caller.start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    answers.get(0).cancel(true);
    answers.get(1).complete(null);
    gate.countDown();
    SymbolIndex index = answers.get(2).get(30, TimeUnit.SECONDS).index();
    for (CompletableFuture<IndexAnswer> answer : answers.subList(2, answers.size())) {
      assertThat(answer.get(30, TimeUnit.SECONDS).index()).isSameAs(index);
    }
    assertThat(indexes.get(ID).getNow(null).index()).isSameAs(index);
    assertThat(source.asked()).isEqualTo(1);
    assertThat(counters.misses()).isEqualTo(1);
    assertThat(counters.joins()).isEqualTo(999);
    assertThat(counters.hits()).isEqualTo(1);
  }

  @Test
  void asksSourcesInOrderUntilOneHasTheBuild() throws Exception {
    Fake none = Fake.withNone();
    Fake failing = Fake.failing();
    Fake malformed =
        new Fake(
            "malformed",
            buildId -> {
              throw new MalformedFileException("the file is damaged");
            });
    Fake first = Fake.withAll();
    Fake second = Fake.withAll();
    open(none, failing, malformed, first, second);
    assertThat(answer(ID).isFound()).isTrue();
    assertThat(List.of(none.asked(), failing.asked(), malformed.asked(), first.asked()))
        .containsExactly(1, 1, 1, 1);
    assertThat(second.asked()).isZero();
    assertThat(counters.asked())
        .containsEntry("none.not_found", 1L)
        .containsEntry("failing.upstream_unavailable", 1L)
        .containsEntry("malformed.malformed", 1L)
        .containsEntry("all.found", 1L);
  }

  @Test
  void tellsWhyThereIsNoIndex() throws Exception {
    Fake source = Fake.withNone();
    open(source);
    assertThat(answer(Made.buildId(1)).reason()).isEqualTo(Unavailable.NOT_FOUND);
    source.does(
        buildId -> {
          throw new MalformedFileException("the file is damaged");
        });
    IndexAnswer malformed = answer(Made.buildId(2));
    assertThat(malformed.reason()).isEqualTo(Unavailable.MALFORMED);
    assertThat(malformed.message()).isEqualTo("none: the file is damaged");
    source.does(
        buildId -> {
          throw MalformedFileException.beyondLimit("it is too large");
        });
    assertThat(answer(Made.buildId(3)).reason()).isEqualTo(Unavailable.TOO_LARGE);
    source.does(
        buildId -> {
          throw new HttpTimeoutException("late");
        });
    assertThat(answer(Made.buildId(4)).reason()).isEqualTo(Unavailable.TIMEOUT);
    source.does(
        buildId -> {
          throw new IllegalStateException("a bug");
        });
    assertThat(answer(Made.buildId(5)).reason()).isEqualTo(Unavailable.MALFORMED);
    source.does(
        buildId -> {
          throw new OutOfMemoryError("Java heap space");
        });
    assertThat(answer(Made.buildId(6)).reason()).isEqualTo(Unavailable.TOO_LARGE);
    assertThat(answer("redacted").reason()).isEqualTo(Unavailable.INVALID_BUILD_ID);
    assertThat(answer(null).reason()).isEqualTo(Unavailable.INVALID_BUILD_ID);
    assertThat(counters.loads()).containsEntry("malformed", 2L).containsEntry("too_large", 2L);
  }

  @Test
  void takesWhatIsIncompleteIfNobodyHasMore() throws Exception {
    Fake stripped = new Fake("stripped", Made::withoutNames);
    Fake detached = new Fake("detached", Made::withoutSegments);
    Fake none = Fake.withNone();
    open(stripped, detached, none);
    assertThat(answer(ID).index().layers()).hasSize(1);
    assertThat(none.asked()).isEqualTo(1);
    Fake all = Fake.withAll();
    open(stripped, all, none);
    assertThat(IndexMemory.isComplete(answer(ID).index())).isTrue();
    assertThat(none.asked()).isEqualTo(1);
    Fake failing = Fake.failing();
    open(failing, stripped);
    assertThat(answer(ID).isFound()).isTrue();
  }

  /** The first three wait for one another. */
  @Test
  void asksAsManySourcesAtOnceAsItHasThreadsAndNoMore() throws Exception {
    CountDownLatch three = new CountDownLatch(3);
    Fake source =
        new Fake(
            "slow",
            buildId -> {
              three.countDown();
              three.await();
              return Made.complete(buildId);
            });
    open(source);
    List<CompletableFuture<IndexAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      answers.add(indexes.get(Made.buildId(i)));
    }
    for (int i = 0; i < 100; i++) {
      assertThat(answers.get(i).get(30, TimeUnit.SECONDS).index().buildId())
          .isEqualTo(Made.buildId(i));
    }
    assertThat(source.most()).isEqualTo(3);
  }

  @Test
  void asksOthersWhileAllThreadsOfASlowSourceWait() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    Fake slow = waitingFor(gate);
    Fake store = new Fake("store", buildId -> buildId.equals(ID) ? Made.complete(ID) : null);
    open(store, slow);
    for (int i = 10; i < 20; i++) {
      assertThat(indexes.get(Made.buildId(i))).isNotDone();
    }
    await().until(() -> slow.asked() == 3);
    assertThat(answer(ID).isFound()).isTrue();
    assertThat(slow.asked()).isEqualTo(3);
    gate.countDown();
  }

  @Test
  void refusesMoreLoadsThanTheLimit() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    Fake source = waitingFor(gate);
    open(source);
    for (int i = 0; i < 100; i++) {
      assertThat(indexes.get(Made.buildId(i))).isNotDone();
    }
    assertThat(answer(Made.buildId(100)).reason()).isEqualTo(Unavailable.OVERLOADED);
    gate.countDown();
    assertThat(answer(Made.buildId(0)).isFound()).isTrue();
    await().until(() -> indexes.state().loading() == 0);
    assertThat(answer(Made.buildId(100)).isFound()).isTrue();
  }

  @Test
  void doesNotJoinALoadThatBeganBeforeARefresh() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    Fake source =
        new Fake(
            "changing",
            buildId -> {
              gate.await();
              return null;
            });
    open(source);
    CompletableFuture<IndexAnswer> before = indexes.get(ID);
    await().until(() -> source.asked() == 1);
    source.does(Made::complete);
    indexes.refresh(ID);
    assertThat(answer(ID).isFound()).isTrue();
    gate.countDown();
    assertThat(before.get(30, TimeUnit.SECONDS).reason()).isEqualTo(Unavailable.NOT_FOUND);
    assertThat(answer(ID).isFound()).as("the later answer stays").isTrue();
  }

  @Test
  void joinsALoadThatIsUnderWayWhenOnlyItsMemoryIsForgotten() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    Fake source = waitingFor(gate);
    open(source);
    CompletableFuture<IndexAnswer> before = indexes.get(ID);
    indexes.forget(ID);
    CompletableFuture<IndexAnswer> after = indexes.get(ID);
    gate.countDown();
    assertThat(after.get(30, TimeUnit.SECONDS).index())
        .isSameAs(before.get(30, TimeUnit.SECONDS).index());
    assertThat(source.asked()).isEqualTo(1);
    indexes.forget(ID);
    answer(ID);
    assertThat(source.asked()).isEqualTo(2);
  }

  @Test
  void answersWhoStillWaitsWhenItIsClosed() throws Exception {
    Fake source = waitingFor(new CountDownLatch(1));
    open(source);
    CompletableFuture<IndexAnswer> waiting = indexes.get(ID);
    CompletableFuture<IndexAnswer> queued = indexes.get(Made.buildId(2));
    indexes.close();
    assertThat(waiting.getNow(null).reason()).isEqualTo(Unavailable.CLOSED);
    assertThat(queued.getNow(null).reason()).isEqualTo(Unavailable.CLOSED);
    assertThat(answer(ID).reason()).isEqualTo(Unavailable.CLOSED);
  }

  @Test
  void isSharedByAllThatHaveTheSameConfiguration() throws Exception {
    SharedIndexes first = shared("a");
    SharedIndexes second = shared("a");
    SharedIndexes other = shared("b");
    assertThat(first.indexes()).isSameAs(second.indexes()).isNotSameAs(other.indexes());
    assertThat(first.counters()).isSameAs(second.counters());
    first.close();
    first.close();
    assertThat(second.indexes().get(ID).get(30, TimeUnit.SECONDS).isFound()).isTrue();
    second.close();
    assertThat(second.indexes().get(ID).get().reason()).isEqualTo(Unavailable.CLOSED);
    try (SharedIndexes again = shared("a")) {
      assertThat(again.indexes()).isNotSameAs(second.indexes());
    }
    other.close();
  }

  private static SharedIndexes shared(String key) throws Exception {
    return SharedIndexes.acquire(
        key,
        counters -> new Indexes(List.of(Fake.withAll()), brief(Duration.ofMinutes(1)), counters));
  }

  private static Fake waitingFor(CountDownLatch gate) {
    return new Fake(
        "slow",
        buildId -> {
          gate.await();
          return Made.complete(buildId);
        });
  }

  private void open(Upstream... sources) {
    close();
    indexes = new Indexes(List.of(sources), brief(Duration.ofMinutes(1)), counters);
  }

  /** Three threads, no second attempts. */
  private static IndexesOptions brief(Duration timeout) {
    IndexesOptions defaults = IndexesOptions.DEFAULT;
    return new IndexesOptions(
        3,
        100,
        timeout,
        defaults.memory(),
        new RetryPolicy(1, Duration.ZERO, Duration.ZERO, 0),
        new BreakerPolicy(1000, Duration.ofMinutes(1)));
  }

  private IndexAnswer answer(String buildId) throws Exception {
    return indexes.get(buildId).get(30, TimeUnit.SECONDS);
  }
}
