package io.flamelake.cli.bench.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  private final Percentiles twenty =
      new Percentiles(IntStream.rangeClosed(1, 20).mapToObj(i -> 21.0 - i).toList());

  @Test
  void isTheLeastValueThatTheShareDoesNotExceed() {
    assertThat(twenty.median()).isEqualTo(10);
    assertThat(twenty.at(0.95)).isEqualTo(19);
    assertThat(twenty.at(0.951)).isEqualTo(20);
    assertThat(twenty.at(1)).isEqualTo(20);
    assertThat(twenty.at(0)).isEqualTo(1);
  }

  @Test
  void isTheValueIfThereIsOne() {
    assertThat(new Percentiles(List.of(0.25)).at(0.95)).isEqualTo(0.25);
  }

  @Test
  void needsAValue() {
    assertThatThrownBy(() -> new Percentiles(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
