package io.flamelake.symbolize.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.index.SymbolIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Pauses, breakers and memory against the plain way to say what they do. */
class PoliciesTest {
  @Property
  void pausesDoubleUpToTheLongestLessAPartByChance(
      @ForAll @IntRange(min = 1, max = 200) int attempt,
      @ForAll @DoubleRange(min = 0, max = 1) double jitter,
      @ForAll @DoubleRange(min = 0, max = 1) double chance) {
    RetryPolicy policy = new RetryPolicy(5, Duration.ofMillis(3), Duration.ofHours(1), jitter);
    double whole = Math.min(3e6 * Math.pow(2, attempt - 1), 3600e9);
    assertThat((double) policy.delay(attempt, chance).toNanos())
        .isBetween(whole * (1 - jitter) - 1, whole);
  }

  /** The model: what an opened breaker lets through, by the times at which it was asked. */
  @Property
  void breakersLetOneTrialThroughAfterEachRest(@ForAll long seed) {
    Random random = new Random(seed);
    CircuitBreaker breaker = new CircuitBreaker(new BreakerPolicy(3, Duration.ofNanos(10)));
    int failures = 0;
    long openSince = Long.MIN_VALUE;
    long now = -100;
    for (int i = 0; i < 200; i++) {
      now += random.nextInt(5);
      boolean open = openSince != Long.MIN_VALUE;
      boolean expected = !open || now - openSince >= 10;
      assertThat(breaker.isOpen()).isEqualTo(open);
      assertThat(breaker.allows(now)).isEqualTo(expected);
      if (expected && open) {
        assertThat(breaker.allows(now)).as("a second trial").isFalse();
      }
      int what = random.nextInt(3);
      if (expected && what == 0) {
        failures = 0;
        openSince = Long.MIN_VALUE;
        assertThat(breaker.succeeded()).isEqualTo(open);
      } else if (expected && what == 1) {
        failures++;
        boolean opens = open || failures >= 3;
        openSince = opens ? now : openSince;
        assertThat(breaker.failed(now)).isEqualTo(opens);
      } else if (expected) {
        breaker.abandoned();
      }
    }
  }

  /** The model: a list of build ids with the least recently asked for first. */
  @Property(tries = 200)
  void memoryKeepsWhatWasAskedForLast(@ForAll long seed) {
    Random random = new Random(seed);
    IndexesOptions.Memory limits =
        new IndexesOptions.Memory(8000, 5, Duration.ofNanos(50), Duration.ofNanos(20));
    IndexMemory memory = new IndexMemory(limits);
    List<SymbolIndex> model = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String id = Made.buildId(random.nextInt(20));
      SymbolIndex known =
          model.stream().filter(each -> each.buildId().equals(id)).findFirst().orElse(null);
      IndexAnswer answer = memory.get(id, i);
      assertThat(answer == null ? null : answer.index()).isSameAs(known);
      if (known == null) {
        SymbolIndex made = Made.complete(id, random.nextInt(3000));
        memory.put(id, IndexAnswer.found(made), false, i);
        model.add(made);
      } else if (random.nextInt(5) == 0) {
        memory.remove(id);
        model.remove(known);
      } else {
        model.remove(known);
        model.add(known);
      }
      while (bytes(model) > 8000) {
        model.remove(0);
      }
      assertThat(memory.bytes()).isEqualTo(bytes(model));
      assertThat(memory.indexes()).isEqualTo(model.size());
    }
  }

  private static long bytes(List<SymbolIndex> indexes) {
    return indexes.stream().mapToLong(index -> index.sizeInBytes() + 512).sum();
  }

  @Property(tries = 200)
  void memoryForgetsWhatIsMissingInTime(@ForAll long seed) {
    Random random = new Random(seed);
    IndexesOptions.Memory limits =
        new IndexesOptions.Memory(8000, 5, Duration.ofNanos(50), Duration.ofNanos(20));
    IndexMemory memory = new IndexMemory(limits);
    long[] until = new long[8];
    Arrays.fill(until, Long.MIN_VALUE);
    List<Integer> order = new ArrayList<>();
    for (long now = 0; now < 500; now += random.nextInt(4)) {
      int number = random.nextInt(until.length);
      String id = Made.buildId(number);
      boolean kept = order.contains(number) && now < until[number];
      assertThat(memory.get(id, now) != null).isEqualTo(kept);
      order.removeIf(each -> each == number && !kept);
      if (!kept) {
        boolean failed = random.nextBoolean();
        Unavailable reason = failed ? Unavailable.TIMEOUT : Unavailable.NOT_FOUND;
        memory.put(id, IndexAnswer.unavailable(reason, ""), failed, now);
        until[number] = now + (failed ? 20 : 50);
        order.add(number);
      }
      if (order.size() > 5) {
        order.remove(/* index= */ 0);
      }
      assertThat(memory.missing()).isEqualTo(order.size());
    }
  }
}
