package io.flamelake.compaction.rollup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Hours by day and bucket of services. */
final class HourSet {
  private final TreeMap<Integer, TreeMap<Integer, Integer>> days = new TreeMap<>();

  boolean isEmpty() {
    return days.isEmpty();
  }

  /**
   * @param hours a bit for each
   */
  void add(int day, int bucket, int hours) {
    if (hours != 0) {
      days.computeIfAbsent(day, key -> new TreeMap<>())
          .merge(bucket, hours, (some, more) -> some | more);
    }
  }

  /** Adds the hours that two times are in and all between them. */
  void addTimes(long firstMicros, long lastMicros, int bucket) {
    long firstHour = Math.floorDiv(firstMicros, Unit.HOUR_MICROS);
    long lastHour = Math.floorDiv(lastMicros, Unit.HOUR_MICROS);
    for (long day = Math.floorDiv(firstHour, 24); day <= Math.floorDiv(lastHour, 24); day++) {
      int from = (int) Math.max(0, firstHour - 24 * day);
      int to = (int) Math.min(23, lastHour - 24 * day);
      add(Math.toIntExact(day), bucket, Unit.hours(from, to + 1));
    }
  }

  void addAll(HourSet other) {
    other.days.forEach(
        (day, buckets) -> buckets.forEach((bucket, hours) -> add(day, bucket, hours)));
  }

  /** The hours from a time on, up to another. */
  HourSet between(long fromMicros, long toMicros) {
    HourSet within = new HourSet();
    days.forEach(
        (day, buckets) -> {
          long start = day * Unit.DAY_MICROS;
          int from = (int) Math.max(0, Math.min(24, (fromMicros - start) / Unit.HOUR_MICROS));
          int to = (int) Math.max(0, Math.min(24, (toMicros - start) / Unit.HOUR_MICROS));
          if (from < to) {
            buckets.forEach(
                (bucket, hours) -> within.add(day, bucket, hours & Unit.hours(from, to)));
          }
        });
    return within;
  }

  /** The first day; there must be one. */
  int firstDay() {
    return days.firstKey();
  }

  /** In the order of days; one for all buckets where any hour of the day is of all. */
  List<Unit> units() {
    List<Unit> units = new ArrayList<>();
    for (Map.Entry<Integer, TreeMap<Integer, Integer>> day : days.entrySet()) {
      if (day.getValue().containsKey(Unit.EVERY_BUCKET)) {
        int hours = day.getValue().values().stream().reduce(0, (some, more) -> some | more);
        units.add(new Unit(day.getKey(), Unit.EVERY_BUCKET, hours));
      } else {
        day.getValue().forEach((bucket, hours) -> units.add(new Unit(day.getKey(), bucket, hours)));
      }
    }
    return units;
  }

  @Override
  public String toString() {
    return units().toString();
  }
}
