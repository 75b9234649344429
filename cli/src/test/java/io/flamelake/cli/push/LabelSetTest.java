package io.flamelake.cli.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.cli.errors.CommandException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelSetTest {
  @Test
  void isWrittenAsPrometheusDoes() {
    LabelSet labels = LabelSet.of(Map.of("service_name", "api", "env", "prod"));
    assertThat(labels.text()).isEqualTo("{env=\"prod\",service_name=\"api\"}");
  }

  @Test
  void escapesWhatWouldEndTheValue() {
    LabelSet labels = LabelSet.of(Map.of("a", "C:\\x \"y\"\nz"));
    assertThat(labels.text()).isEqualTo("{a=\"C:\\\\x \\\"y\\\"\\nz\"}");
  }

  @Test
  void anEmptySetIsTwoBraces() {
    assertThat(LabelSet.of(Map.of()).text()).isEqualTo("{}");
  }

  @Test
  void refusesANameThatPrometheusRefuses() {
    assertThatThrownBy(() -> LabelSet.of(Map.of("1st", "x")))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("'1st' is no label name");
  }
}
