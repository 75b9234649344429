package io.flamelake.ingest.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.ingest.labels.RelabelRule.Action;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelabelConfigsTest {

  private static final String BOTH_LISTS =
      "relabel_configs: [{target_label: a}]\nrelabel_configs: [{target_label: b}]";

  @Test
  void hasTheDefaultsOfPrometheus() {
    assertThat(RelabelConfigs.parse("relabel_configs: [{target_label: a}]"))
        .containsExactly(new RelabelRule(Action.REPLACE, List.of(), ";", "(.*)", 0, "a", "$1"));
  }

  @Test
  void readsEveryField() {
    assertThat(
            RelabelConfigs.parse(
                """
                # of a scrape configuration
                relabel_configs:
                  - source_labels: [a, "b c"]
                    separator: ""
                    regex: '\\d+'
                    modulus: 0x10
                    target_label: t
                    replacement: r
                    action: Hashmod
                """))
        .containsExactly(
            new RelabelRule(Action.HASHMOD, List.of("a", "b c"), "", "\\d+", 16, "t", "r"));
  }

  @ParameterizedTest
  @EnumSource
  void knowsEveryActionInAnyCase(Action action) {
    String yaml = "[{action: %s, target_label: a, modulus: 2, regex: b}]";
    try {
      assertThat(RelabelConfigs.parse(yaml.formatted(action.name())).get(0).action())
          .isEqualTo(action);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining(action.code() + " takes only");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{action: fetch}                   | unknown action 'fetch'; known are replace, keep, drop,",
        "{action: ''}                      | unknown action ''",
        "{source_labels: [a]}              | replace needs a target_label",
        "{action: lowercase}               | lowercase needs a target_label",
        "{action: keepequal}               | keepequal needs a target_label",
        "{action: hashmod, target_label: a}| hashmod needs a modulus other than 0",
        "{action: hashmod, modulus: 8}     | hashmod needs a target_label",
        "{modulus: -1}                     | modulus is '-1', but must be a whole number",
        "{modulus: 18446744073709551616}   | modulus is '18446744073709551616', but must be",
        "{action: labelmap, replacement: ''} | labelmap needs a replacement",
        "{action: uppercase, target_label: a, replacement: b} | uppercase takes no replacement",
        "{action: dropequal, target_label: a, regex: (.*)} | dropequal takes only source_labels",
        "{action: dropequal, target_label: a, separator: x} | dropequal takes only source_labels",
        "{action: labeldrop, source_labels: [a]} | labeldrop takes only a regex",
        "{action: labelkeep, target_label: a} | labelkeep takes only a regex",
        "{action: labeldrop, replacement: a} | labeldrop takes only a regex",
        "{target_label: a, regex: '('}     | regex '(' is not RE2: ",
        "{target_label: a, regex: '(?=x)'} | regex '(?=x)' is not RE2: ",
        "{action: drop, regex: '(a{101}){10}'} | regex '(a{101}){10}' repeats too often",
        "{action: drop, regex: '((a{5,}){20}){2,11}'} | regex '((a{5,}){20}){2,11}' repeats too",
        "{action: drop, regex: \"(\\n\"}     | regex '( ' is not RE2: ",
        "{action: \"x\\ny\"}                | unknown action 'x y'",
        "{target_label: a, regexp: b}      | unknown field 'regexp'; known are [action, modulus,",
        "{target_label: a, target_label: b} | the field target_label stands twice",
        "{source_labels: a}                | source_labels must be a list",
        "{source_labels: ['']}             | an empty source label",
        "{regex: [a]}                      | regex must be a text",
        "text                              | a rule must be a mapping of fields",
      })
  void tellsTheRuleAndWhatIsWrongWithIt(String rule, String message) {
    assertThatThrownBy(
            () -> RelabelConfigs.parse("relabel_configs:\n- target_label: ok\n\n- " + rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("relabel_configs[1] (line 4): " + message)
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{a                 | no YAML at line 1: ",
        "~~                 | there is no relabel_configs",
        "rules: []          | unknown field 'rules'; known are [relabel_configs]",
        "relabel_configs: a | there is no list relabel_configs",
        "a                  | there is no list relabel_configs",
      })
  void tellsWhatIsNoListOfRules(String yaml, String message) {
    assertThatThrownBy(() -> RelabelConfigs.parse(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message)
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a{100}){10}",
        "((a{5,}){20}){2,10}",
        "a{1000}b{1000}",
        "\\Qa{9}{9\\E{1000}",
        "(?i)[])([:alpha:]({]{1000}",
        "\\((\\pL\\p{Lu}\\x{1F525}){1000}\\)",
        "(?P<n>a){1000}(?s:b){1000}",
        "a{,7}{{x"
      })
  void takesRegularExpressionsThatAreLargeWithinReason(String regex) {
    String rule = "[{action: drop, regex: '%s'}]".formatted(regex);
    assertThat(RelabelConfigs.parse(rule).get(0).regex()).isEqualTo(regex);
  }

  @ParameterizedTest
  @MethodSource
  void refusesWhatWouldUseUpMemoryOrStack(String yaml, String message) {
    assertThatThrownBy(() -> RelabelConfigs.parse(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  static Stream<Arguments> refusesWhatWouldUseUpMemoryOrStack() {
    String deep = "(".repeat(5000) + ")".repeat(5000);
    return Stream.of(
        Arguments.of("[".repeat(9000), "nest deeper than 16"),
        Arguments.of("[{action: drop, regex: %s}]".formatted(deep), "nests too deeply"),
        Arguments.of(
            "[{action: drop, regex: '%s'}]".formatted("a{1000}".repeat(300)), "is too large"),
        Arguments.of(
            "[{action: drop, regex: '%s'}]".formatted("(a{100}){10}".repeat(300)), "is too large"));
  }

  @Test
  void takesNoSecondList() {
    assertThatThrownBy(() -> RelabelConfigs.parse(BOTH_LISTS)).hasMessageContaining("stands twice");
  }

  @Test
  void givesRulesThatTravelToTheTasks() throws Exception {
    List<RelabelRule> rules = RelabelConfigs.parse("[{source_labels: [a], target_label: b}]");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(new SeriesRules(rules, 7));
    Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertThat(read).isEqualTo(new SeriesRules(rules, 7));
  }
}
