package io.flamelake.sql;

import java.time.Instant;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values in the places of variables as Grafana does (documentation, "Variable syntax" and
 * "Global variables") with the Trino plugin's way of quoting: a single value has its quotes doubled
 * and gets none around it, unless the place names a format.
 *
 * @param values of the dashboard's variables, by name
 * @param from start of the dashboard's time range
 * @param to its end
 * @param stepMillis what the width of a panel makes of {@code $__interval_ms}
 */
record GrafanaVariables(Map<String, String> values, Instant from, Instant to, long stepMillis) {
  /** {@code $name}, {@code [[name]]}, and with a format {@code ${name:format}}. */
  private static final Pattern PLACE =
      Pattern.compile("\\$(\\w+)|\\[\\[(\\w+)\\]\\]|\\$\\{(\\w+)(?::([^}]+))?\\}");

  String replacedIn(String text) {
    return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(replaced(place)));
  }

  private String replaced(MatchResult place) {
    String name =
        place.group(1) != null
            ? place.group(1)
            : place.group(2) != null ? place.group(2) : place.group(3);
    String format = place.group(4) == null ? "" : place.group(4);
    return switch (name + ":" + format) {
      case "__from:date:iso" -> from.toString();
      case "__to:date:iso" -> to.toString();
      case "__interval_ms:" -> Long.toString(stepMillis);
      default -> {
        if (!format.isEmpty() || !values.containsKey(name)) {
          throw new AssertionError("Grafana would leave this as it is: " + place.group());
        }
        yield values.get(name).replace("'", "''");
      }
    };
  }
}
