package io.flamelake.ingest.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.labels.RelabelRule.Action;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** What holds for rules whatever they and the labels are. */
class RelabelerTest {

  private static final List<String> REGEXES =
      List.of("(.*)", "", "a.*", "(a)(b)?.*", "[^ab]+", "(?P<n>.)(.*)", "a|b", ".", "\\pL+", "x*$");

  @Property
  void neverThrowsAndNeverGivesAnEmptyValue(
      @ForAll("labels") Map<String, String> labels, @ForAll("rules") List<RelabelRule> rules) {
    Map<String, String> result = new Relabeler(rules).relabel(labels);
    if (result != null) {
      assertThat(result.values()).doesNotContain("");
    }
  }

  @Property
  void keepsAndDropsAreOpposites(
      @ForAll("labels") Map<String, String> labels, @ForAll("regex") String regex) {
    Map<String, String> kept = relabel(rule(Action.KEEP, regex, "", ""), labels);
    Map<String, String> dropped = relabel(rule(Action.DROP, regex, "", ""), labels);
    assertThat(kept == null).isNotEqualTo(dropped == null);
    assertThat(kept == null ? dropped : kept).isEqualTo(labels);
  }

  @Property
  void whatOneRemovesTheOtherKeeps(
      @ForAll("labels") Map<String, String> labels, @ForAll("regex") String regex) {
    RelabelRule keep = rule(Action.LABELKEEP, regex, "", "$1");
    RelabelRule drop = rule(Action.LABELDROP, regex, "", "$1");
    Map<String, String> kept = relabel(keep, labels);
    Map<String, String> left = relabel(drop, labels);
    Map<String, String> both = new HashMap<>(kept);
    both.putAll(left);
    assertThat(both).isEqualTo(labels).hasSize(kept.size() + left.size());
    assertThat(relabel(keep, kept)).isEqualTo(kept);
    assertThat(new Relabeler(List.of(keep, drop)).relabel(labels)).isEmpty();
  }

  @Property
  void aLiteralMatchesOnlyTheWholeValue(@ForAll("text") String value, @ForAll("text") String part) {
    RelabelRule rule =
        new RelabelRule(
            Action.KEEP, List.of("a"), ";", com.google.re2j.Pattern.quote(part), 0, "", "");
    Map<String, String> labels = value.isEmpty() ? Map.of() : Map.of("a", value);
    assertThat(relabel(rule, labels) != null).isEqualTo(value.equals(part));
  }

  @Property
  void hashesAsAnIndependentCalculationDoes(
      @ForAll("text") String a, @ForAll("text") String b, @ForAll @LongRange(min = 1) long modulus)
      throws Exception {
    Map<String, String> labels = new TreeMap<>(Map.of("a", a, "b", b));
    RelabelRule rule =
        new RelabelRule(Action.HASHMOD, List.of("a", "b"), ";", "(.*)", modulus, "h", "$1");
    byte[] sum =
        MessageDigest.getInstance("MD5").digest((a + ";" + b).getBytes(StandardCharsets.UTF_8));
    BigInteger low = new BigInteger(1, Arrays.copyOfRange(sum, 8, 16));
    assertThat(relabel(rule, labels))
        .containsEntry("h", low.mod(BigInteger.valueOf(modulus)).toString());
  }

  @Property
  void aReplacementWithoutReferencesIsTakenAsItIs(
      @ForAll("labels") Map<String, String> labels, @ForAll("plain") String replacement) {
    Map<String, String> result = relabel(rule(Action.REPLACE, "(.*)", "t", replacement), labels);
    assertThat(result.getOrDefault("t", "")).isEqualTo(replacement);
  }

  private static Map<String, String> relabel(RelabelRule rule, Map<String, String> labels) {
    return new Relabeler(List.of(rule)).relabel(labels);
  }

  private static RelabelRule rule(Action action, String regex, String target, String replacement) {
    return new RelabelRule(action, List.of("a", "b"), ";", regex, 3, target, replacement);
  }

  @Provide
  Arbitrary<String> regex() {
    return Arbitraries.of(REGEXES);
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.strings().withChars("ab;\n$\\.(é🔥 ").ofMaxLength(6);
  }

  @Provide
  Arbitrary<String> plain() {
    return text().map(text -> text.replace("$", ""));
  }

  @Provide
  Arbitrary<Map<String, String>> labels() {
    Arbitrary<String> names = Arbitraries.strings().withChars("ab_é").ofMinLength(1).ofMaxLength(3);
    return Arbitraries.maps(names, text().filter(text -> !text.isEmpty())).ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<RelabelRule>> rules() {
    Arbitrary<String> templates =
        Arbitraries.strings().withChars("ab$1{}n0_").ofMinLength(1).ofMaxLength(8);
    return Combinators.combine(Arbitraries.of(Action.class), regex(), templates, templates)
        .as(RelabelerTest::rule)
        .list()
        .ofMaxSize(8);
  }
}
