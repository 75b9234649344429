package io.flamelake.matchers;

import static io.flamelake.matchers.MatchType.EQUAL;
import static io.flamelake.matchers.MatchType.NOT_EQUAL;
import static io.flamelake.matchers.MatchType.NOT_REGEXP;
import static io.flamelake.matchers.MatchType.REGEXP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorParserTest {
  @Test
  void readsEveryOperatorInOrder() throws MatchersSyntaxException {
    assertThat(SelectorParser.parse("{job=\"a\",env=~\"prod.*\",x!=\"y\",z!~\"…\"}"))
        .containsExactly(
            new LabelMatcher("job", EQUAL, "a", 6),
            new LabelMatcher("env", REGEXP, "prod.*", 15),
            new LabelMatcher("x", NOT_EQUAL, "y", 27),
            new LabelMatcher("z", NOT_REGEXP, "…", 34));
  }

  @Test
  void allowsNoMatcherSpaceCommentsKeywordsAndACommaAtTheEnd() throws MatchersSyntaxException {
    assertThat(SelectorParser.parse("{}")).isEmpty();
    assertThat(SelectorParser.parse(" {\n} # all\t")).isEmpty();
    assertThat(names("{ by = \"1\" , # one\n or=~'2',__name__!='3' , }"))
        .containsExactly("by", "or", "__name__");
  }

  @Test
  void readsQuotedNamesOfAnyCharacters() throws MatchersSyntaxException {
    assertThat(names("{\"http.route\"=\"/\", 'größe'=\"1\", `a\\b`=\"\", \"a\\\"b\"='x'}"))
        .containsExactly("http.route", "größe", "a\\b", "a\"b");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = ' ',
      value = {
        "\"a\\nb\\t\\\\\\\"'\" a~nb~t\\\"'",
        "'it\\'s\"' it's\"",
        "`\\n\"'` \\n\"'",
        "\"\\x41\\101\\u00e4\\U0001F600\" AAä😀",
        "\"\\xc3\\xa4\" ä",
        "\"\" ||",
      })
  void unquotesAsPromQlDoes(String literal, String value) throws MatchersSyntaxException {
    assertThat(SelectorParser.parse("{a=" + literal + "}"))
        .extracting(LabelMatcher::value)
        .containsExactly(value.replace("~n", "\n").replace("~t", "\t"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = ';',
      value = {
        "||;at character 1: expected '{', found the end",
        "job=\"a\";at character 1: expected '{', found 'j'",
        "up{job=\"a\"};at character 1: expected '{', found 'u'",
        "{job=\"a\";at character 9: expected ',' or '}', found the end",
        "{job=\"a\" env=\"b\"};at character 10: expected ',' or '}', found 'e'",
        "{,};at character 2: expected a label name or '}', found ','",
        "{a=\"b\",,};at character 8: expected a label name or '}', found ','",
        "{1a=\"b\"};at character 2: expected a label name or '}', found '1'",
        "{größe=\"b\"};at character 4: expected one of = != =~ !~, found 'ö'",
        "{a.b=\"b\"};at character 3: expected one of = != =~ !~, found '.'",
        "{\"up\"};at character 6: expected one of = != =~ !~, found '}'",
        "{\"\"=\"a\"};at character 2: expected a label name that is not empty, found '\"'",
        "{a};at character 3: expected one of = != =~ !~, found '}'",
        "{a==\"b\"};at character 4: expected a value in quotes, found '='",
        "{a!\"b\"};at character 3: expected one of = != =~ !~, found '!'",
        "{a=b};at character 4: expected a value in quotes, found 'b'",
        "{a=\"b};at character 7: expected a closing \", found the end",
        "{a=`b};at character 7: expected a closing `, found the end",
        "{a=\"\\d\"};at character 5: expected an escape such as \\n, \\\\ or \\\", found '\\'",
        "{a=\"\\'\"};at character 5: expected an escape such as \\n, \\\\ or \\\", found '\\'",
        "{a=\"\\x4\"};at character 5: expected an escape of 2 digits, found '\\'",
        "{a=\"\\400\"};at character 5: expected an escape of a character that exists, found '\\'",
        "{a=\"\\ud800\"};at character 5: expected an escape of a character that exists, found '\\'",
        "{a=\"\\xff\"};at character 4: expected a string whose escaped bytes are UTF-8, found '\"'",
        "{a=\"b\"}[5m];at character 8: expected the end, found '['",
      })
  void saysWhereASelectorGoesWrong(String selector, String message) {
    assertThatExceptionOfType(MatchersSyntaxException.class)
        .isThrownBy(() -> SelectorParser.parse(selector))
        .withMessage(message);
  }

  private static List<String> names(String selector) throws MatchersSyntaxException {
    return SelectorParser.parse(selector).stream().map(LabelMatcher::name).toList();
  }
}
