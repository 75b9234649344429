package io.flamelake.compaction.rollup;

import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * Hours of a UTC day that are rolled up together, with one commit.
 *
 * @param day since 1970
 * @param bucket of services, {@link #EVERY_BUCKET} for all services
 * @param hours a bit for each, the lowest for the first
 */
record Unit(int day, int bucket, int hours) {
  static final int EVERY_BUCKET = -1;
  static final int ALL_HOURS = (1 << 24) - 1;
  static final long HOUR_MICROS = TimeUnit.HOURS.toMicros(1);
  static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);

  /** What {@link #text} wrote. */
  static Unit parse(String text) {
    String[] parts = text.split(" ");
    return new Unit(
        (int) LocalDate.parse(parts[0]).toEpochDay(),
        Integer.parseInt(parts[1]),
        Integer.parseInt(parts[2], 16));
  }

  /** In one line, for {@link #parse}. */
  String text() {
    return LocalDate.ofEpochDay(day) + " " + bucket + " " + Integer.toHexString(hours);
  }

  /** Hours from one to another, this one not included. */
  static int hours(int from, int to) {
    return (1 << to) - (1 << from);
  }

  /** When its first hour begins, microseconds since 1970. */
  long fromMicros() {
    return hourMicros(Integer.numberOfTrailingZeros(hours));
  }

  /** When its last hour ends. */
  long toMicros() {
    return hourMicros(Integer.SIZE - Integer.numberOfLeadingZeros(hours));
  }

  /** When the hour of a time of its day begins, if it has that hour; else -1. */
  long hourOf(long micros) {
    int hour = (int) ((micros - day * DAY_MICROS) / HOUR_MICROS);
    return micros >= day * DAY_MICROS && hour < 24 && (hours >> hour & 1) == 1
        ? hourMicros(hour)
        : -1;
  }

  /** What of a column of times is within its hours. */
  Expression filter(String column) {
    Expression ranges = Expressions.alwaysFalse();
    int hour = 0;
    while (hours >> hour != 0) {
      int from = hour + Integer.numberOfTrailingZeros(hours >> hour);
      int to = from + Integer.numberOfTrailingZeros(~(hours >> from));
      Expression range =
          Expressions.and(
              Expressions.greaterThanOrEqual(column, hourMicros(from)),
              Expressions.lessThan(column, hourMicros(to)));
      ranges = Expressions.or(ranges, range);
      hour = to;
    }
    return ranges;
  }

  private long hourMicros(int hour) {
    return day * DAY_MICROS + hour * HOUR_MICROS;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(LocalDate.ofEpochDay(day).toString());
    if (hours != ALL_HOURS) {
      text.append(" hours");
      for (int hour = 0; hour < 24; hour++) {
        text.append((hours >> hour & 1) == 1 ? " " + hour : "");
      }
    }
    return bucket == EVERY_BUCKET ? text.toString() : text + " of bucket " + bucket;
  }
}
