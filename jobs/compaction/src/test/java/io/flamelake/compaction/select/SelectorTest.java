package io.flamelake.compaction.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {
  private static final Map<String, String> LABELS =
      Map.of("service_name", "shop", "env", "prod\neu", "empty", "");

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '^',
      value = {
        "{} ; true",
        "{service_name=\"shop\"} ; true",
        "{service_name=\"sho\"} ; false",
        "{service_name=~\"sho\"} ; false",
        "{service_name=~\"sho.|x\"} ; true",
        "{service_name!~\"x.*\"} ; true",
        "{env=~\"prod.eu\"} ; true",
        "{env!=\"prod\",service_name!=\"shop\"} ; false",
        "{absent=\"\"} ; true",
        "{absent=~\".*\"} ; true",
        "{absent=~\".+\"} ; false",
        "{empty!=\"\"} ; false",
        "{\"my.label\"!=\"a\"} ; true",
      })
  void matchesAsPrometheusDoes(String selector, boolean matches) {
    assertThat(Selector.parse(selector).matches(LABELS)).isEqualTo(matches);
  }

  @Test
  void whatIsKnownOfLabelsDecidesWhetherTheyMayMatch() {
    Selector selector = Selector.parse("{service_name=\"a\",profile_type=\"b\"}");
    assertThat(selector.mayMatch(Map.of("service_name", "a"))).isTrue();
    assertThat(selector.mayMatch(Map.of("service_name", "c"))).isFalse();
  }

  @Test
  void expressionsThatWouldUseUpMemoryAreRefused() {
    assertThatThrownBy(() -> Selector.parse("{a=~\"((x{1000}){1000}){1000}\"}"))
        .hasMessage(
            "at character 5: '((x{1000}){1000}){1000}' is no regular expression of RE2:"
                + " repeats too often");
  }
}
