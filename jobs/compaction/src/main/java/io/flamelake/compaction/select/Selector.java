package io.flamelake.compaction.select;

import io.flamelake.matchers.MatchersSyntaxException;
import io.flamelake.matchers.SelectorParser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A Prometheus selector such as {@code {job="a",env=~"prod.*"}}, ready to be applied, with the
 * meaning that {@code label_match} has in SQL: an absent label has the empty value, and a regular
 * expression (RE2) matches the whole value.
 */
public final class Selector {
  private final String text;
  private final List<LabelPattern> patterns;

  private Selector(String text, List<LabelPattern> patterns) {
    this.text = text;
    this.patterns = patterns;
  }

  /**
   * Parses one.
   *
   * @throws IllegalArgumentException if it is none, in one line
   */
  public static Selector parse(String text) {
    try {
      return new Selector(text, SelectorParser.parse(text).stream().map(LabelPattern::of).toList());
    } catch (MatchersSyntaxException e) {
      throw new IllegalArgumentException(
          "'%s' is no selector: %s".formatted(text, e.getMessage()), e);
    }
  }

  /** Whether the labels match. */
  public boolean matches(Map<String, String> labels) {
    return patterns.stream()
        .allMatch(pattern -> pattern.matches(labels.getOrDefault(pattern.name(), "")));
  }

  /** Whether labels may match of which only some are known. */
  boolean mayMatch(Map<String, String> known) {
    return patterns.stream()
        .allMatch(
            pattern ->
                !known.containsKey(pattern.name()) || pattern.matches(known.get(pattern.name())));
  }

  /** Whether it matches labels that have none of the names in it, and so, perhaps, all. */
  public boolean matchesWithoutLabels() {
    return matches(Map.of());
  }

  /** The names of the labels in it. */
  public Set<String> names() {
    return patterns.stream().map(LabelPattern::name).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public String toString() {
    return text;
  }
}
