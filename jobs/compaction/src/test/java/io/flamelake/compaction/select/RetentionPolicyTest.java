package io.flamelake.compaction.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionPolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-22T23:59:59Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  @Test
  void aDayGoesOnceItHasBeenOverForTheAge() {
    RetentionPolicy policy = RetentionPolicy.of("", Map.of("rejects", "7 d"));
    assertThat(policy.firstDay("rejects", NOW)).isEqualTo(TODAY.minusDays(7));
    assertThat(policy.firstDay("rejects", NOW.plusSeconds(1))).isEqualTo(TODAY.minusDays(6));
    assertThat(policy.firstDay("samples", "a", "b", NOW)).isEqualTo(LocalDate.MIN);
    assertThat(policy.concerns("samples")).isFalse();
  }

  @Test
  void theFirstRuleCountsThenTheTableThenAllIsKept() {
    RetentionPolicy policy =
        RetentionPolicy.of(
            "{service_name=\"a\",profile_type=\"};\"} 1 d; {service_name=\"a\"} forever\n"
                + "{service_name=~'b;}.*'} 3 d",
            Map.of("samples", "9 d"));
    assertThat(policy.firstDay("samples", "a", "};", NOW)).isEqualTo(TODAY.minusDays(1));
    assertThat(policy.firstDay("samples", "a", "x", NOW)).isEqualTo(LocalDate.MIN);
    assertThat(policy.firstDay("samples", "b;}", "x", NOW)).isEqualTo(TODAY.minusDays(3));
    assertThat(policy.firstDay("samples", "c", "x", NOW)).isEqualTo(TODAY.minusDays(9));
    assertThat(policy.firstDay("profiles", "c", "x", NOW)).isEqualTo(LocalDate.MIN);
    assertThat(policy.firstDay("samples_hourly", "b;}", "x", NOW)).isEqualTo(LocalDate.MIN);
  }

  @Test
  void profilesAreKeptAsLongAsTheirSamples() {
    RetentionPolicy policy =
        RetentionPolicy.of(
            "{service_name=\"a\",table=\"samples\"} 20 d",
            Map.of("samples", "9 d", "profiles", "5 d"));
    assertThat(policy.firstDay("profiles", "a", "x", NOW)).isEqualTo(TODAY.minusDays(20));
    assertThat(policy.firstDay("profiles", "b", "x", NOW)).isEqualTo(TODAY.minusDays(9));
    assertThat(policy.lastFirstDay("profiles", NOW)).isEqualTo(TODAY.minusDays(5));
    assertThat(policy.firstFirstDay("profiles", NOW)).isEqualTo(TODAY.minusDays(20));
  }

  @Test
  void stacksAndSeriesAreKeptAsLongAsAnyTypeOfTheirService() {
    RetentionPolicy policy =
        RetentionPolicy.of(
            "{service_name=\"a\",profile_type=\"x\"} 30 d; {service_name=\"a\"} 4 d",
            Map.of("samples", "9 d", "profiles", "5 d"));
    assertThat(policy.firstDayOfFacts("a", NOW)).isEqualTo(TODAY.minusDays(30));
    assertThat(policy.firstDayOfFacts("b", NOW)).isEqualTo(TODAY.minusDays(9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{service_name=\"a\"} | '' is no age: give one like 30 d, or forever",
        "{service_name=\"a\"} soon | 'soon' is no age: give one like 30 d, or forever",
        "{service_name=\"a\"} 23 h | '23 h' is less than one day",
        "{env=\"a\"} 1 d | a rule can't ask for env, only for table, service_name and profile_type",
        "service_name 1 d | 'service_name 1 d' is no selector: at character 1: expected '{',"
            + " found 's'",
      })
  void aWrongRuleIsTold(String rules, String message) {
    assertThatThrownBy(() -> RetentionPolicy.of(rules, Map.of())).hasMessage(message);
  }
}
