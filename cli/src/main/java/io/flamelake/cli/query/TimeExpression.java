package io.flamelake.cli.query;

import io.flamelake.cli.errors.CommandException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment as the command line takes it: ISO 8601 ({@code 2026-11-21T20:00:00Z}, with an offset, or
 * without one for UTC; a date alone is its midnight), or {@code now}, {@code now-1h}, {@code
 * now-7d}. Units are s, m, h, d, w.
 */
public final class TimeExpression {
  private static final Pattern RELATIVE = Pattern.compile("now(?:([+-])(\\d{1,6})([smhdw]))?");

  private static final List<Function<String, Instant>> FORMATS =
      List.of(
          text -> OffsetDateTime.parse(text).toInstant(),
          text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
          text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));

  private TimeExpression() {}

  /**
   * The moment.
   *
   * @throws CommandException if the text is no moment
   */
  public static Instant parse(String text, Instant now) {
    Matcher relative = RELATIVE.matcher(text);
    if (relative.matches()) {
      return relative.group(1) == null ? now : shifted(now, relative);
    }
    for (Function<String, Instant> format : FORMATS) {
      try {
        return format.apply(text);
      } catch (DateTimeException e) {
        // The next format.
      }
    }
    throw CommandException.usage(
        "'%s' is no time: give now, now-1h or 2026-11-21T20:00:00Z".formatted(text));
  }

  private static Instant shifted(Instant now, Matcher relative) {
    long count = Long.parseLong(relative.group(2));
    Duration distance =
        switch (relative.group(3)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          case "d" -> Duration.ofDays(count);
          default -> Duration.ofDays(7 * count);
        };
    return relative.group(1).equals("-") ? now.minus(distance) : now.plus(distance);
  }
}
