package io.flamelake.regexp;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Go takes and refuses ({@code regexp/syntax}), at the limits. */
class RegexpSizeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "prod.*",
        "a{1000}b{1000}",
        "(a{10}){100}",
        "\\Qa{9}{9\\E{1000}",
        "[{1001}]{1000}",
        "a{,5}",
      })
  void takesWhatGoTakes(String regexp) {
    assertThatCode(() -> RegexpSize.check(regexp)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "a{1001}, repeats too often",
        "(a{101}){10}, repeats too often",
        "\"((a{5,}){20}){2,11}\", repeats too often",
      })
  void refusesRepetitionsOfMoreThanAThousand(String regexp, String reason) {
    assertThatThrownBy(() -> RegexpSize.check(regexp))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(reason);
  }

  @Test
  void refusesWhatNestsBeyondAThousand() {
    assertThatCode(() -> RegexpSize.check("(".repeat(1000) + ")".repeat(1000)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> RegexpSize.check("(".repeat(1001) + ")".repeat(1001)))
        .hasMessage("nests too deeply");
  }

  @Test
  void refusesWhatIsTooLargeWhenItIsWrittenOut() {
    assertThatThrownBy(() -> RegexpSize.check("a{1000}".repeat(300))).hasMessage("is too large");
  }
}
