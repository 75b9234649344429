package io.flamelake.ingest.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeriesGuardTest {

  @Property
  void keepsTheFirstSeriesOfEachServiceAndDay(
      @ForAll @IntRange(min = 1, max = 5) int limit,
      @ForAll @Size(max = 400) List<@IntRange(min = 0, max = 255) Integer> asked) {
    SeriesGuard guard = new SeriesGuard(limit);
    Map<List<Integer>, Set<Integer>> model = new HashMap<>();
    for (int number : asked) {
      int day = number & 1;
      int service = number >> 1 & 1;
      int pod = number >> 2 & 15;
      Set<Integer> kept = model.computeIfAbsent(List.of(day, service), key -> new HashSet<>());
      boolean stays = kept.contains(pod) || kept.size() < limit && kept.add(pod);
      Series series = series("s" + service, "p" + pod);
      Series overflow =
          Series.of(Map.of("service_name", "s" + service, "flamelake_overflow", "true"));
      assertThat(guard.admit(day, series)).isEqualTo(stays ? series : overflow);
    }
  }

  @Test
  void keepsAnyNumberWithoutALimit() {
    SeriesGuard guard = new SeriesGuard(0);
    for (int i = 0; i < 100; i++) {
      Series series = series("s", "p" + i);
      assertThat(guard.admit(1, series)).isSameAs(series);
    }
    assertThat(guard.heldBytes()).isZero();
  }

  @Test
  void forgetsTheServiceThatWasNotAskedForTheLongest() {
    SeriesGuard guard = new SeriesGuard(1, 10_000);
    for (int i = 0; i < 1000; i++) {
      assertThat(guard.admit(1, series("s" + i, "p"))).isEqualTo(series("s" + i, "p"));
      assertThat(guard.admit(1, series("s0", "p"))).isEqualTo(series("s0", "p"));
      assertThat(guard.heldBytes()).isLessThanOrEqualTo(10_000);
    }
    assertThat(guard.admit(1, series("s0", "other")).labels())
        .containsEntry("flamelake_overflow", "true");
    assertThat(guard.admit(1, series("s1", "other"))).isEqualTo(series("s1", "other"));
  }

  @Test
  void countsAServiceThatNeedsMoreThanAllMayHold() {
    SeriesGuard guard = new SeriesGuard(5000, 10_000);
    for (int i = 0; i < 5000; i++) {
      assertThat(guard.admit(1, series("s", "p" + i))).isEqualTo(series("s", "p" + i));
    }
    assertThat(guard.admit(1, series("s", "more")).labels())
        .containsEntry("flamelake_overflow", "true");
  }

  private static Series series(String service, String pod) {
    return Series.of(Map.of("service_name", service, "pod", pod));
  }
}
