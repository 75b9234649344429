package io.flamelake.compaction.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private final Schedule schedule =
      new Schedule(Map.of("samples", Duration.ofMinutes(1), "stacks", Duration.ofHours(1)));

  @Test
  void everyTableIsDueAtFirst() {
    assertThat(schedule.begins("samples", 0)).isTrue();
    assertThat(schedule.begins("stacks", 0)).isTrue();
  }

  @Test
  void aTableThatIsBeingLookedAfterIsNotDue() {
    schedule.begins("samples", 0);
    assertThat(schedule.begins("samples", 10_000_000)).isFalse();
  }

  @Test
  void aTableIsDueOnceItsIntervalHasPassedSinceItsRunEnded() {
    schedule.begins("samples", 0);
    schedule.ends("samples", 90_000);
    assertThat(schedule.begins("samples", 149_999)).isFalse();
    assertThat(schedule.begins("samples", 150_000)).isTrue();
  }
}
