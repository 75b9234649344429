package io.flamelake.symbolize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildIdTest {
  @ParameterizedTest
  @CsvSource({
    "9a9c76b10b1dc3ec372b6f899eee99180e936dca, 9a9c76b10b1dc3ec372b6f899eee99180e936dca",
    "9A9C76B1, 9a9c76b1",
    "1234, 1234",
    "h9Xk_-a/b/c/Zz9, h9Xk_-a/b/c/Zz9",
    "ab/cd, ab/cd"
  })
  void takesWhatTellsBuildsApart(String text, String normalized) {
    assertThat(BuildId.normalized(text)).isEqualTo(normalized);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "redacted",
        "abc",
        "0000000000",
        "ab//cd",
        "/ab",
        "ab/",
        "../..",
        "a/../b",
        "a.b/c",
        "ab\n",
        "ab%2fcd",
        "12 34",
        "a/b/c/d/e/f/g/h/i"
      })
  void takesNothingElse(String text) {
    assertThat(BuildId.normalized(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 1_000_000})
  void takesNothingThatIsTooLong(int length) {
    assertThat(BuildId.normalized("a/".repeat(3) + "b".repeat(length - 6))).isNull();
  }
}
