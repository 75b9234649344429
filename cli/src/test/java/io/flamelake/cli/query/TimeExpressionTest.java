package io.flamelake.cli.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.cli.errors.CommandException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeExpressionTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:30:00Z");

  @ParameterizedTest
  @CsvSource({
    "now, 2026-11-21T20:30:00Z",
    "now-1h, 2026-11-21T19:30:00Z",
    "now-90s, 2026-11-21T20:28:30Z",
    "now+5m, 2026-11-21T20:35:00Z",
    "now-1d, 2026-11-20T20:30:00Z",
    "now-2w, 2026-11-07T20:30:00Z",
    "2026-11-20T10:00:00Z, 2026-11-20T10:00:00Z",
    "2026-11-20T10:00:00+02:00, 2026-11-20T08:00:00Z",
    "2026-11-20T10:00, 2026-11-20T10:00:00Z",
    "2026-11-20, 2026-11-20T00:00:00Z"
  })
  void aMomentIsRelativeOrIso8601(String text, Instant expected) {
    assertThat(TimeExpression.parse(text, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "now-1", "now-1y", "2026-13-01", "1h"})
  void anythingElseIsRefusedWithExamples(String text) {
    assertThatThrownBy(() -> TimeExpression.parse(text, NOW))
        .isInstanceOf(CommandException.class)
        .hasMessage("'%s' is no time: give now, now-1h or 2026-11-21T20:00:00Z", text);
  }
}
