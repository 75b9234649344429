package io.flamelake.compaction.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ManualClockTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

  @Test
  void aClockOfAnotherZoneIsMovedAlong() {
    ManualClock clock = new ManualClock(Instant.parse("2024-11-09T20:00:00Z"));
    Clock zoned = clock.withZone(ZONE);
    clock.pass(Duration.ofMinutes(30));
    assertThat(zoned.instant()).isEqualTo(Instant.parse("2024-11-09T20:30:00Z"));
    assertThat(zoned.getZone()).isEqualTo(ZONE);
    assertThat(clock.getZone().getId()).isEqualTo("Z");
  }
}
