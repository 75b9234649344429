package io.flamelake.ingest.jfr;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a chunk says of how it was recorded: by events {@code jdk.ActiveSetting}. */
final class Settings {

  /** What async-profiler takes when it is told no interval. */
  private static final long DEFAULT_INTERVAL = TimeUnit.MILLISECONDS.toNanos(10);

  /** What the JVM takes when a recording tells no period. */
  private static final long DEFAULT_PERIOD = TimeUnit.MILLISECONDS.toNanos(20);

  private final Map<String, String> values = new HashMap<>();
  private String executionPeriod;

  /**
   * Adds a setting.
   *
   * @param ofExecutionSamples whether it is one of {@code jdk.ExecutionSample}
   */
  void add(String name, String value, boolean ofExecutionSamples) {
    if (name == null || value == null) {
      return;
    }
    switch (name) {
      case "event", "interval", "wall", "alloc" -> values.put(name, value);
      case "period" -> executionPeriod = ofExecutionSamples ? value : executionPeriod;
      default -> {}
    }
  }

  /** Whether async-profiler sampled all threads, running or not, as its main event. */
  boolean isWall() {
    return "wall".equals(values.get("event"));
  }

  /** How much time an execution sample stands for, in nanoseconds. */
  long cpuPeriod() {
    if (values.containsKey("interval")) {
      long interval = number("interval");
      return interval > 0 ? interval : DEFAULT_INTERVAL;
    }
    long period = nanos(executionPeriod);
    return period > 0 ? period : DEFAULT_PERIOD;
  }

  /** How much time a wall clock sample stands for, in nanoseconds. */
  long wallPeriod() {
    long wall = number("wall");
    return wall > 0 ? wall : cpuPeriod();
  }

  /** Bytes between two samples of allocation, 0 when not told. */
  long allocationPeriod() {
    return Math.max(0, number("alloc"));
  }

  private long number(String name) {
    try {
      return Long.parseLong(values.getOrDefault(name, "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** A time span as the JVM writes it, such as {@code 20 ms}; 0 when it is none. */
  private static long nanos(String text) {
    if (text == null) {
      return 0;
    }
    String[] parts = text.strip().split("\\s+", 2);
    if (parts.length < 2) {
      return 0;
    }
    long unit =
        switch (parts[1]) {
          case "ns" -> 1;
          case "us" -> TimeUnit.MICROSECONDS.toNanos(1);
          case "ms" -> TimeUnit.MILLISECONDS.toNanos(1);
          case "s" -> TimeUnit.SECONDS.toNanos(1);
          case "m" -> TimeUnit.MINUTES.toNanos(1);
          default -> 0;
        };
    try {
      return Math.multiplyExact(Long.parseLong(parts[0]), unit);
    } catch (NumberFormatException | ArithmeticException e) {
      return 0;
    }
  }
}
