package io.flamelake.sql;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds {@code :name} in a statement; not within string literals, quoted identifiers and comments,
 * and not in {@code a::name}.
 */
final class NamedParameters {
  // What may hide a colon comes first, so that the scan steps over it as a whole; a literal that is
  // not closed hides
  // the rest
  private static final Pattern TOKEN =
      Pattern.compile(
          "'[^']*(?:'|\\z)|\"[^\"]*(?:\"|\\z)|--[^\\n]*|/\\*.*?(?:\\*/|\\z)|::|:([A-Za-z_]\\w*)",
          Pattern.DOTALL);

  private NamedParameters() {}

  /** The names, each once, in order of first use. */
  static Set<String> in(String statement) {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = TOKEN.matcher(statement);
    while (matcher.find()) {
      if (matcher.group(1) != null) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }

  /** The statement with something else in the place of each parameter. */
  static String replace(String statement, UnaryOperator<String> replacement) {
    return TOKEN
        .matcher(statement)
        .replaceAll(token -> Matcher.quoteReplacement(replaced(token, replacement)));
  }

  private static String replaced(MatchResult token, UnaryOperator<String> replacement) {
    return token.group(1) == null ? token.group() : replacement.apply(token.group(1));
  }
}
