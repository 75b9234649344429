package io.flamelake.cli.query;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.json.JsonText;
import io.flamelake.matchers.LabelMatcher;
import io.flamelake.matchers.MatchType;
import io.flamelake.matchers.MatchersSyntaxException;
import io.flamelake.matchers.SelectorParser;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Prometheus selector that the query files take, from what the options tell. */
public final class LabelSelector {
  private LabelSelector() {}

  /**
   * Both together: labels that must be equal, and a selector as the user wrote it.
   *
   * @throws CommandException if the selector is none
   */
  public static String of(Map<String, String> labels, String selector) {
    Stream<String> equal =
        labels.entrySet().stream()
            .map(label -> text(label.getKey(), MatchType.EQUAL, label.getValue()));
    Stream<String> written =
        parsed(selector).stream()
            .map(matcher -> text(matcher.name(), matcher.type(), matcher.value()));
    return Stream.concat(equal, written).collect(Collectors.joining(",", "{", "}"));
  }

  private static List<LabelMatcher> parsed(String selector) {
    try {
      return SelectorParser.parse(selector);
    } catch (MatchersSyntaxException e) {
      throw CommandException.usage("--matchers: " + e.getMessage());
    }
  }

  /** JSON's strings are among Prometheus'. */
  private static String text(String name, MatchType type, String value) {
    return JsonText.quote(name) + operator(type) + JsonText.quote(value);
  }

  private static String operator(MatchType type) {
    return switch (type) {
      case EQUAL -> "=";
      case NOT_EQUAL -> "!=";
      case REGEXP -> "=~";
      case NOT_REGEXP -> "!~";
    };
  }
}
