package io.flamelake.compaction.select;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.util.TimeUtils;

/** Reads rules: {@code {service_name="a"} 30 d; {profile_type=~"memory:.*"} forever}. */
final class RetentionRules {
  static final String TABLE = "table";
  static final String SERVICE = "service_name";
  static final String TYPE = "profile_type";

  private static final Set<String> NAMES = Set.of(TABLE, SERVICE, TYPE);
  private static final String FOR_EVER = "forever";

  private final String text;
  private int position;

  private RetentionRules(String text) {
    this.text = text;
  }

  /**
   * Parses them.
   *
   * @throws IllegalArgumentException naming the rule that is wrong
   */
  static List<RetentionRule> parse(String text) {
    RetentionRules rules = new RetentionRules(text);
    List<RetentionRule> parsed = new ArrayList<>();
    while (rules.skipBlanks()) {
      parsed.add(rules.rule());
    }
    return parsed;
  }

  private boolean skipBlanks() {
    while (position < text.length()
        && (text.charAt(position) == ';' || Character.isWhitespace(text.charAt(position)))) {
      position++;
    }
    return position < text.length();
  }

  private RetentionRule rule() {
    int start = position;
    int close = endOfSelector();
    Selector selector = Selector.parse(text.substring(start, close));
    for (String name : selector.names()) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "a rule can't ask for %s, only for table, service_name and profile_type"
                .formatted(name));
      }
    }
    int end = close;
    while (end < text.length() && text.charAt(end) != ';' && text.charAt(end) != '\n') {
      end++;
    }
    position = end;
    return new RetentionRule(selector, age(text.substring(close, end).strip()));
  }

  /** After the brace that ends it, which is not the first one in quotes. */
  private int endOfSelector() {
    char quote = 0;
    for (int i = position; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && c == '}') {
        return i + 1;
      } else if (quote == 0 && (c == '"' || c == '\'' || c == '`')) {
        quote = c;
      } else if (c == '\\' && quote != 0 && quote != '`') {
        i++;
      } else if (c == quote) {
        quote = 0;
      }
    }
    return text.length();
  }

  static Optional<Duration> age(String text) {
    return text.equals(FOR_EVER) ? Optional.empty() : Optional.of(days(text));
  }

  private static Duration days(String text) {
    Duration age;
    try {
      age = TimeUtils.parseDuration(text);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new IllegalArgumentException(
          "'%s' is no age: give one like 30 d, or forever".formatted(text), e);
    }
    if (age.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException("'%s' is less than one day".formatted(text));
    }
    return age;
  }
}
