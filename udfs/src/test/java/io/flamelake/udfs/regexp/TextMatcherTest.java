package io.flamelake.udfs.regexp;

import static io.trino.testing.assertions.TrinoExceptionAssert.assertTrinoExceptionThrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.spi.StandardErrorCode;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class TextMatcherTest {
  @Property
  void findsWhatJavaFinds(@ForAll("regexps") String regexp, @ForAll("texts") List<String> texts) {
    TextMatcher part = TextMatcher.part(Slices.utf8Slice(regexp));
    TextMatcher whole = TextMatcher.whole(regexp);
    Pattern pattern = Pattern.compile(regexp);
    for (String text : texts) {
      // Within other text, as in a block.
      Slice slice = Slices.utf8Slice("ab" + text + "ba");
      int length = slice.length() - 4;
      assertThat(part.matches(slice, 2, length)).isEqualTo(pattern.matcher(text).find());
      assertThat(whole.matches(slice, 2, length)).isEqualTo(pattern.matcher(text).matches());
    }
  }

  @Test
  void remembersManyTextsAndForgetsRightly() {
    TextMatcher matcher = TextMatcher.part(Slices.utf8Slice("7$"));
    for (int round = 0; round < 3; round++) {
      for (int number = 0; number < 20_000; number++) {
        Slice text = Slices.utf8Slice("function" + number);
        assertThat(matcher.matches(text, 0, text.length())).isEqualTo(number % 10 == 7);
      }
    }
  }

  @Test
  void givesTheSameMatcherForTheSameExpressionUntilItIsForgotten() {
    Slice regexp = Slices.utf8Slice("same");
    TextMatcher first = TextMatcher.part(regexp);
    assertThat(TextMatcher.part(Slices.utf8Slice("same"))).isSameAs(first);
    for (int other = 0; other < 3; other++) {
      TextMatcher.part(Slices.utf8Slice("other" + other));
    }
    assertThat(TextMatcher.part(regexp)).isSameAs(first);
    for (int other = 0; other < 4; other++) {
      TextMatcher.part(Slices.utf8Slice("other" + other));
    }
    assertThat(TextMatcher.part(regexp)).isNotSameAs(first);
  }

  @Test
  void seesFunctionsWithoutTheirArguments() {
    TextMatcher matcher = TextMatcher.function(Slices.utf8Slice("^f$"));
    Slice text = Slices.utf8Slice("f(int)");
    assertThat(matcher.matches(text, 0, text.length())).isTrue();
  }

  @Test
  void needsTimeLinearToTheText() {
    Slice text = Slices.utf8Slice("a".repeat(100_000) + "b");
    assertThat(TextMatcher.whole("(a*)*(a|aa)+c").matches(text, 0, text.length())).isFalse();
  }

  @Test
  void refusesWhatIsNoRegularExpression() {
    for (String regexp : List.of("(", "[a", "a**", "\\1", "(?<=a)b", "(x{1000}){1000}")) {
      assertTrinoExceptionThrownBy(() -> TextMatcher.part(Slices.utf8Slice(regexp)))
          .hasErrorCode(StandardErrorCode.INVALID_FUNCTION_ARGUMENT)
          .hasMessageContaining("'%s' is no regular expression of RE2: ", regexp);
    }
  }

  @Provide
  Arbitrary<String> regexps() {
    return Arbitraries.of("", "a", "^a", "b$", "a|b", "(ab)+", "[^a]", "ä", "a.*ä", "^$", "\\ba");
  }

  @Provide
  Arbitrary<List<String>> texts() {
    Arbitrary<String> text = Arbitraries.strings().withChars('a', 'b', 'ä', ' ').ofMaxLength(6);
    Arbitrary<String> repeated = text.map(t -> t.repeat(60));
    return Arbitraries.frequencyOf(Tuple.of(9, text), Tuple.of(1, repeated)).list().ofMaxSize(20);
  }
}
