package io.flamelake.sql;

import io.trino.spi.type.TimeZoneKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows that are few enough to work results out by hand.
 *
 * <p>Two services, two days (the first has only the last ten seconds), CPU deltas, goroutine
 * gauges, and memory as deltas after a baseline or a reset. Stack 101 recurses, 102 has an inlined
 * frame, 103 and 104 frames without functions, 105 no frames. Series 3 is series 1 with a sample
 * label. {@link KnownWeb} adds a third service on later days.
 */
final class KnownData {
  static final String CPU = "process_cpu:cpu:nanoseconds:cpu:nanoseconds";
  static final String GOROUTINES = "goroutine:goroutine:count:goroutine:count";
  static final String ALLOC_SPACE = "memory:alloc_space:bytes:space:bytes";
  static final String ALLOC_OBJECTS = "memory:alloc_objects:count:space:bytes";

  /** Far from UTC, so that a query that depends on the session's zone fails. */
  static final TimeZoneKey ZONE = TimeZoneKey.getTimeZoneKey("Pacific/Apia");

  private static final String NULLS = ", NULL, NULL, NULL, NULL, NULL, ";

  private KnownData() {}

  /** Few statements, since each costs the engine more than the rows do. */
  static List<String> statements() {
    List<String> samples = new ArrayList<>();
    List<String> profiles = new ArrayList<>();
    cpu(samples, profiles);
    gauges(samples, profiles);
    memory(samples, profiles);
    samples.addAll(KnownWeb.samples());
    profiles.addAll(KnownWeb.profiles());
    return List.of(
        series() + ", " + KnownWeb.series(),
        stacks() + ", " + KnownWeb.stacks(),
        rejects(),
        "INSERT INTO profiles.samples VALUES " + String.join(", ", samples),
        "INSERT INTO profiles.profiles VALUES " + String.join(", ", profiles));
  }

  private static String series() {
    return """
    INSERT INTO profiles.series VALUES
      (DATE '2026-11-20', 'shop', 1, MAP(ARRAY['service_name', 'instance'], ARRAY['shop', 'a'])),
      (DATE '2026-11-20', 'shop', 3,
        MAP(ARRAY['service_name', 'instance', 'endpoint'], ARRAY['shop', 'a', '/pay'])),
      (DATE '2026-11-21', 'shop', 1, MAP(ARRAY['service_name', 'instance'], ARRAY['shop', 'a'])),
      (DATE '2026-11-21', 'shop', 2, MAP(ARRAY['service_name', 'instance'], ARRAY['shop', 'b'])),
      (DATE '2026-11-21', 'cart', 4, MAP(ARRAY['service_name', 'env'], ARRAY['cart', 'it''s'])),
      (DATE '2026-11-22', 'late', 5, MAP(ARRAY['service_name'], ARRAY['late']))
    """;
  }

  private static String stacks() {
    String recursive =
        "101, ARRAY[%s, %1$s, %s], 0, ARRAY[]".formatted(function("parse"), function("main"));
    String inlined =
        "102, ARRAY[%s, %s, %s], 0, ARRAY[]"
            .formatted(
                function("memcpy").replace("false", "true"), function("copy"), function("main"));
    // As rows of before have it, where a linker's name that is the function's was stored too
    String before =
        inlined.replace(function("copy"), function("copy").replaceFirst("NULL", "'copy'"));
    String inFile =
        "103, ARRAY[%s, %s], 1, ARRAY['b1']"
            .formatted(address("'/lib/libc.so.6'", 16), function("main"));
    String unknown =
        "104, ARRAY[%s, %s], 1, ARRAY[]".formatted(address("NULL", 255), function("main"));
    String idle = "101, ARRAY[%s, %s], 0, ARRAY[]".formatted(function("idle"), function("loop"));
    return "INSERT INTO profiles.stacks VALUES"
        + " (DATE '2026-11-20', 'shop', "
        + recursive
        + "),"
        + " (DATE '2026-11-20', 'shop', "
        + before
        + "),"
        + " (DATE '2026-11-21', 'shop', "
        + recursive
        + "),"
        + " (DATE '2026-11-21', 'shop', "
        + inlined
        + "),"
        + " (DATE '2026-11-21', 'shop', "
        + inFile
        + "),"
        + " (DATE '2026-11-21', 'shop', "
        + unknown
        + "),"
        + " (DATE '2026-11-21', 'shop', 105, ARRAY[], 0, ARRAY[]),"
        + " (DATE '2026-11-21', 'cart', "
        + idle
        + ")";
  }

  private static String rejects() {
    return """
    INSERT INTO profiles.rejects VALUES
      (TIMESTAMP '2026-11-21 00:00:01 UTC', 'gzip', 'ends early', 'profiles', 0, 7, MAP(), X'1f8b', 2),
      (TIMESTAMP '2026-11-21 00:00:02 UTC', 'empty', 'no bytes', 'profiles', 1, 3, MAP(), NULL, 0),
      (TIMESTAMP '2026-11-21 00:00:03 UTC', 'gzip', 'bad checksum', 'profiles', 0, 9, MAP(), X'1f8b00', 3)
    """;
  }

  private static void cpu(List<String> samples, List<String> profiles) {
    samples.addAll(
        samples(CPU, "2026-11-20 23:59:50", "shop", "1, 101, 30", "1, 102, 20", "3, 101, 5"));
    samples.addAll(samples(CPU, "2026-11-21 00:00:00", "shop", "1, 101, 10", "1, 103, 7"));
    samples.addAll(
        samples(CPU, "2026-11-21 00:00:05", "shop", "2, 102, 8", "2, 104, 2", "2, 105, 3"));
    samples.addAll(samples(CPU, "2026-11-21 00:00:00", "cart", "4, 101, 100"));
    profiles.add(profile(CPU, "2026-11-20 23:59:50", "shop", 1, "'p1'", "delta", 50));
    profiles.add(profile(CPU, "2026-11-20 23:59:50", "shop", 3, "'p1'", "delta", 5));
    profiles.add(profile(CPU, "2026-11-21 00:00:00", "shop", 1, "'p2'", "delta", 17));
    profiles.add(profile(CPU, "2026-11-21 00:00:05", "shop", 2, "'p3'", "delta", 13));
    profiles.add(profile(CPU, "2026-11-21 00:00:00", "cart", 4, "'p4'", "delta", 100));
  }

  private static void gauges(List<String> samples, List<String> profiles) {
    samples.addAll(
        samples(GOROUTINES, "2026-11-21 00:00:00", "shop", "1, 101, 4", "1, 102, 2", "2, 101, 10"));
    samples.addAll(samples(GOROUTINES, "2026-11-21 00:00:10", "shop", "1, 101, 5"));
    samples.addAll(samples(GOROUTINES, "2026-11-21 00:00:20", "shop", "1, 101, 6", "1, 103, 3"));
    profiles.add(profile(GOROUTINES, "2026-11-21 00:00:00", "shop", 1, "'g1'", "gauge", 6));
    profiles.add(profile(GOROUTINES, "2026-11-21 00:00:10", "shop", 1, "'g2'", "gauge", 5));
    profiles.add(profile(GOROUTINES, "2026-11-21 00:00:20", "shop", 1, "'g3'", "gauge", 9));
    profiles.add(profile(GOROUTINES, "2026-11-21 00:00:00", "shop", 2, "'g4'", "gauge", 10));
  }

  private static void memory(List<String> samples, List<String> profiles) {
    samples.addAll(samples(ALLOC_SPACE, "2026-11-21 00:00:10", "shop", "1, 101, 40", "1, 102, 10"));
    samples.addAll(samples(ALLOC_SPACE, "2026-11-21 00:00:05", "shop", "2, 102, 9"));
    profiles.add(profile(ALLOC_SPACE, "2026-11-21 00:00:00", "shop", 1, "'m1'", "baseline", 150));
    profiles.add(profile(ALLOC_SPACE, "2026-11-21 00:00:10", "shop", 1, "'m2'", "delta", 50));
    profiles.add(profile(ALLOC_SPACE, "2026-11-21 00:00:05", "shop", 2, "'m3'", "reset", 9));
    samples.addAll(samples(ALLOC_OBJECTS, "2026-11-21 00:00:10", "shop", "1, 101, 7"));
    profiles.add(
        profile(ALLOC_OBJECTS, "2026-11-21 00:00:00", "shop", 1, "'m1'", "baseline", 1000));
    profiles.add(profile(ALLOC_OBJECTS, "2026-11-21 00:00:10", "shop", 1, "'m2'", "delta", 7));
  }

  private static List<String> samples(String type, String time, String service, String... samples) {
    return Arrays.stream(samples)
        .map(
            "(TIMESTAMP '%s UTC', '%s', '%s', %%s, NULL, NULL)".formatted(time, service, type)
                ::formatted)
        .toList();
  }

  static String profile(
      String type,
      String time,
      String service,
      int series,
      String id,
      String temporality,
      long total) {
    String[] parts = type.split(":");
    boolean delta = temporality.equals("delta") || temporality.equals("reset");
    boolean ofCounters = delta && parts[0].equals("memory");
    return """
    (
      TIMESTAMP '%1$s UTC', CAST(to_unixtime(TIMESTAMP '%1$s UTC') AS bigint) * 1000000000,
      (CAST(to_unixtime(TIMESTAMP '%1$s UTC') AS bigint) - %15$d) * 1000000000, '%2$s', '%3$s',
      '%4$s', '%5$s', '%6$s', '%7$s', '%8$s', 10000000, %9$s, %10$d, %11$s, '%12$s', 2, %13$d, %14$s,
      'pprof', 0, 0)
    """
        .formatted(
            time,
            service,
            type,
            parts[0],
            parts[1],
            parts[2],
            parts[3],
            parts[4],
            delta ? "10000000000" : "NULL",
            series,
            id,
            temporality,
            total,
            delta ? total / 1e1 + "e0" : "NULL",
            ofCounters ? 10 : 0);
  }

  static String function(String name) {
    return "ROW('" + name + "'" + NULLS + "NULL, NULL, NULL, 'go', false)";
  }

  private static String address(String mapping, long address) {
    return "ROW(NULL" + NULLS + mapping + ", 'b1', " + address + ", 'native', false)";
  }
}
