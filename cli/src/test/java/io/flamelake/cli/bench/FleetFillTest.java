package io.flamelake.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.benchmarks.fleet.FleetOptions.Rates;
import io.flamelake.cli.errors.CommandException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FleetFillTest {
  @Test
  void spreadsTheProfilesOverTheDays() {
    // Two services each of Go (3 kinds), Java (1) and Node.js (2), 4 instances: 48 a round.
    assertThat(fill(6, 4, 1, 4800).interval()).isEqualTo(Duration.ofMinutes(14).plusSeconds(24));
    assertThat(fill(6, 4, 7, 4800).interval()).isEqualTo(Duration.ofMinutes(100).plusSeconds(48));
  }

  @Test
  void refusesWhatNoFleetSends() {
    assertThatThrownBy(() -> fill(2, 4, 1, 4800))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("at least 3 services");
    assertThatThrownBy(() -> fill(6, 4, 0, 4800))
        .hasMessage("--days is 0, but must be from 1 to 28");
    assertThatThrownBy(() -> fill(6, 4, 29, 4800)).hasMessageStartingWith("--days is 29");
    assertThatThrownBy(() -> fill(3, 1, 1, 1_000_000)).hasMessageContaining("a smaller --count");
  }

  private static FleetFill fill(int services, int instances, int days, int count) {
    return new FleetFill(services, instances, days, count, Rates.usual());
  }
}
