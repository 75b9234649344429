package io.flamelake.compaction.select;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.flamelake.matchers.LabelMatcher;
import io.flamelake.regexp.RegexpSize;

/** A matcher, ready to be applied to values. */
final class LabelPattern {
  private final LabelMatcher matcher;
  private final Pattern pattern;

  private LabelPattern(LabelMatcher matcher, Pattern pattern) {
    this.matcher = matcher;
    this.pattern = pattern;
  }

  static LabelPattern of(LabelMatcher matcher) {
    return new LabelPattern(matcher, matcher.type().isRegexp() ? compile(matcher) : null);
  }

  private static Pattern compile(LabelMatcher matcher) {
    try {
      RegexpSize.check(matcher.value());
      // The same text around it as in Prometheus, so that odd expressions do the same.
      return Pattern.compile("^(?s:" + matcher.value() + ")$");
    } catch (PatternSyntaxException e) {
      throw refuse(matcher, e.getDescription() + ": " + e.getPattern(), e);
    } catch (IllegalArgumentException e) {
      throw refuse(matcher, e.getMessage(), e);
    }
  }

  private static IllegalArgumentException refuse(
      LabelMatcher matcher, String reason, Exception cause) {
    return new IllegalArgumentException(
        "at character %d: '%s' is no regular expression of RE2: %s"
            .formatted(matcher.position(), matcher.value(), reason),
        cause);
  }

  String name() {
    return matcher.name();
  }

  boolean matches(String value) {
    boolean found = pattern == null ? matcher.value().equals(value) : pattern.matcher(value).find();
    return found != matcher.type().isNegative();
  }
}
