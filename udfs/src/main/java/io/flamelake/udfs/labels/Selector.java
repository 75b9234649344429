package io.flamelake.udfs.labels;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;

import io.airlift.slice.Slice;
import io.flamelake.matchers.MatchersSyntaxException;
import io.flamelake.matchers.SelectorParser;
import io.trino.spi.TrinoException;
import io.trino.spi.block.SqlMap;

/** The matchers of a selector, ready to be applied. */
final class Selector {
  private final CompiledMatcher[] matchers;

  private Selector(CompiledMatcher[] matchers) {
    this.matchers = matchers;
  }

  /**
   * Parses a selector.
   *
   * @throws TrinoException if it is none
   */
  static Selector of(Slice text) {
    try {
      return new Selector(
          SelectorParser.parse(text.toStringUtf8()).stream()
              .map(CompiledMatcher::of)
              .toArray(CompiledMatcher[]::new));
    } catch (MatchersSyntaxException e) {
      throw new TrinoException(
          INVALID_FUNCTION_ARGUMENT,
          "label_match: '%s' is no selector: %s".formatted(text.toStringUtf8(), e.getMessage()),
          e);
    }
  }

  boolean matches(SqlMap labels) {
    for (CompiledMatcher matcher : matchers) {
      if (!matcher.matches(labels)) {
        return false;
      }
    }
    return true;
  }
}
