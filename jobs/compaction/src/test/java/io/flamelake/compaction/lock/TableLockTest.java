package io.flamelake.compaction.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.catalog.SeriesTable;
import io.flamelake.compaction.testing.LakeTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;

class TableLockTest extends LakeTest {
  private static final Duration TTL = Duration.ofMinutes(30);
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  @Test
  void aSecondCompactorIsToldWhoHoldsItAndUntilWhen() {
    try (TableLock held = take("one", NOW)) {
      assertThatThrownBy(() -> take("two", NOW.plusSeconds(60)))
          .isInstanceOf(LockedException.class)
          .hasMessage("one holds the lock until 2026-11-22T00:30:00Z");
      held.keep();
    }
    assertThat(table().properties()).doesNotContainKey(TableLock.PROPERTY);
  }

  @Test
  void theLockOfADeadCompactorIsVoidAfterItsTime() {
    Instant[] time = {NOW};
    TableLock dead = TableLock.take(table(), "one", TTL, clock(time));
    time[0] = NOW.plus(TTL).plusSeconds(1);
    try (TableLock next = take("two", time[0])) {
      assertThatThrownBy(dead::keep).isInstanceOf(LockedException.class);
      dead.close();
      assertThat(table().properties().get(TableLock.PROPERTY)).startsWith("two ");
      next.keep();
    }
  }

  @Test
  void aPropertyThatIsNoLockDoesNotLock() {
    table().updateProperties().set(TableLock.PROPERTY, "nonsense").commit();
    take("one", NOW).close();
    assertThat(table().properties()).doesNotContainKey(TableLock.PROPERTY);
  }

  @Test
  void ofManyAtOnceOneGetsIt() throws InterruptedException, ExecutionException {
    int many = 8;
    ExecutorService executor = Executors.newFixedThreadPool(many);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Boolean>> answers = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        Table own = table();
        String owner = "owner-" + i;
        answers.add(executor.submit(() -> takes(own, owner, start)));
      }
      start.countDown();
      int winners = 0;
      for (Future<Boolean> answer : answers) {
        winners += answer.get() ? 1 : 0;
      }
      assertThat(winners).isOne();
    } finally {
      executor.shutdownNow();
    }
  }

  private static boolean takes(Table table, String owner, CountDownLatch start)
      throws InterruptedException {
    start.await();
    try {
      TableLock.take(table, owner, TTL, Clock.fixed(NOW, ZoneOffset.UTC));
      return true;
    } catch (LockedException e) {
      return false;
    }
  }

  private TableLock take(String owner, Instant now) {
    return TableLock.take(table(), owner, TTL, Clock.fixed(now, ZoneOffset.UTC));
  }

  /** A clock that shows what the array says. */
  private static Clock clock(Instant[] time) {
    return new Clock() {
      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return time[0];
      }
    };
  }

  private Table table() {
    return lake().table(SeriesTable.DEFINITION);
  }
}
