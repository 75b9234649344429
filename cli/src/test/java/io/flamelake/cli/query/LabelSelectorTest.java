package io.flamelake.cli.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.cli.errors.CommandException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelSelectorTest {
  @Test
  void nothingGivenIsTheSelectorOfAll() {
    assertThat(LabelSelector.of(Map.of(), "{}")).isEqualTo("{}");
    assertThat(LabelSelector.of(Map.of(), " { } # all")).isEqualTo("{}");
  }

  @Test
  void labelsAndMatchersMustAllHold() {
    assertThat(LabelSelector.of(Map.of("http.route", "/pay"), "{env=~'prod.*', pod!=\"\",}"))
        .isEqualTo("{\"http.route\"=\"/pay\",\"env\"=~\"prod.*\",\"pod\"!=\"\"}");
  }

  @Test
  void valuesKeepTheirQuotesAndBackslashes() {
    assertThat(LabelSelector.of(Map.of("a", "C:\\x \"y\"\n"), "{b!~`\\d+`}"))
        .isEqualTo("{\"a\"=\"C:\\\\x \\\"y\\\"\\n\",\"b\"!~\"\\\\d+\"}");
  }

  @Test
  void whatIsNoSelectorIsWrongUsage() {
    assertThatThrownBy(() -> LabelSelector.of(Map.of(), "env=prod"))
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith("--matchers: ")
        .hasMessageContaining("'{'");
  }
}
