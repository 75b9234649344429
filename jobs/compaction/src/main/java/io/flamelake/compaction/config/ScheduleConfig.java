package io.flamelake.compaction.config;

import io.flamelake.catalog.TableDefinition;
import io.flamelake.catalog.Tables;
import io.flamelake.stacks.config.CheckedConfiguration;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.util.TimeUtils;

/** Reads how long each table is left alone between two runs. */
final class ScheduleConfig {
  private static final String PREFIX = CompactionOptions.SCHEDULE.key() + ".";

  private ScheduleConfig() {}

  static Map<String, Duration> from(CheckedConfiguration keys) {
    Duration usual = keys.positive(CompactionOptions.SCHEDULE_INTERVAL);
    Map<String, Duration> intervals = new HashMap<>();
    Tables.ALL.forEach(table -> intervals.put(table.name(), usual));
    keys.value(CompactionOptions.SCHEDULE)
        .forEach(
            (name, value) -> {
              if (!CompactionOptions.SCHEDULE_INTERVAL.key().equals(PREFIX + name)) {
                intervals.put(known(name), duration(name, value));
              }
            });
    return Map.copyOf(intervals);
  }

  private static String known(String name) {
    if (Tables.ALL.stream().noneMatch(table -> table.name().equals(name))) {
      throw new IllegalArgumentException(
          "%s%s names no table; they are %s"
              .formatted(PREFIX, name, Tables.ALL.stream().map(TableDefinition::name).toList()));
    }
    return name;
  }

  private static Duration duration(String name, String value) {
    try {
      Duration duration = TimeUtils.parseDuration(value);
      if (duration.toMillis() >= 1) {
        return duration;
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Falls through to the one error for all wrong values.
    }
    throw new IllegalArgumentException(
        "%s%s is '%s', but must be a time longer than 0, such as 10 min"
            .formatted(PREFIX, name, value));
  }
}
