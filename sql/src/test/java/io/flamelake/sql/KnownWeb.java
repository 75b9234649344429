package io.flamelake.sql;

import java.util.List;

/**
 * More rows like those of {@link KnownData}: a service {@code web} on two days of December, with
 * source lines, spans, labels that many queries group by, and files without symbols.
 *
 * <p>Profile w1 has two sample types, w2 is of the same moment with a sample label, w4 is of the
 * overflow series, and series 15 has no profile. CPU by stack: 201 170, 202 90, 203 30, 204 40, 205
 * 80; in all 410.
 */
final class KnownWeb {
  static final String SAMPLES = "process_cpu:samples:count:cpu:nanoseconds";
  private static final String NOON = "2026-12-01 12:00:00";
  private static final String NEXT = "2026-12-02 12:00:00";

  private KnownWeb() {}

  static String series() {
    return """
    (DATE '2026-12-01', 'web', 11, %1$s ARRAY['web', 'web-1', 'prod-eu', '1.0'])),
    (DATE '2026-12-01', 'web', 12, MAP(
      ARRAY['service_name', 'pod', 'env', 'service.version', 'endpoint'],
      ARRAY['web', 'web-1', 'prod-eu', '1.0', '/pay'])),
    (DATE '2026-12-02', 'web', 13, %1$s ARRAY['web', 'web-2', 'staging', '1.1'])),
    (DATE '2026-12-02', 'web', 15, %1$s ARRAY['web', 'web-3', 'staging', '1.1'])),
    (DATE '2026-12-02', 'web', 14,
      MAP(ARRAY['service_name', 'flamelake_overflow'], ARRAY['web', 'true']))
    """
        .formatted("MAP(ARRAY['service_name', 'pod', 'env', 'service.version'],");
  }

  static String stacks() {
    String main = line("main", "/src/main.go", 5, false);
    String inlined = line("inner", "/src/app.go", 12, true);
    String handle = line("handle", "/src/app.go", 30, false);
    String library =
        address("/lib/libc.so.6", "b1", 16) + ", " + address("/lib/libc.so.6", "b1", 32);
    String first = stack(201, String.join(", ", inlined, handle, main), 0, "");
    String second = stack(202, line("handle", "/src/app.go", 31, false) + ", " + main, 0, "");
    String recursive =
        stack(
            203,
            String.join(
                ", ",
                line("rec", "/src/app.go", 40, false),
                line("rec", "/src/app.go", 41, false),
                line("main", "/src/main.go", 6, false)),
            0,
            "");
    String third = stack(204, String.join(", ", library, handle, main), 2, "'b1'");
    String fourth = stack(205, address("/bin/web", "b2", 48) + ", " + main, 1, "'b2'");
    return String.join(
        ", ",
        rows("2026-12-01", List.of(first, second, recursive, third)),
        rows("2026-12-02", List.of(first, recursive, fourth)));
  }

  static List<String> samples() {
    return List.of(
        sample(NOON, KnownData.CPU, "11, 201, 100", "'s1', 't1'"),
        sample(NOON, KnownData.CPU, "11, 201, 50", "NULL, NULL"),
        sample(NOON, KnownData.CPU, "11, 202, 30", "'s2', 't1'"),
        sample(NOON, KnownData.CPU, "11, 203, 20", "NULL, NULL"),
        sample(NOON, KnownData.CPU, "11, 204, 40", "'s3', 't2'"),
        sample(NOON, KnownData.CPU, "12, 202, 60", "'s2', 't1'"),
        sample(NOON, SAMPLES, "11, 201, 10", "'s1', 't1'"),
        sample(NOON, SAMPLES, "11, 202, 3", "'s2', 't1'"),
        sample(NEXT, KnownData.CPU, "13, 205, 80", "NULL, NULL"),
        sample(NEXT, KnownData.CPU, "13, 201, 20", "NULL, NULL"),
        sample(NEXT, KnownData.CPU, "14, 203, 10", "NULL, NULL"));
  }

  static List<String> profiles() {
    return List.of(
        KnownData.profile(KnownData.CPU, NOON, "web", 11, "'w1'", "delta", 240),
        KnownData.profile(SAMPLES, NOON, "web", 11, "'w1'", "delta", 13),
        KnownData.profile(KnownData.CPU, NOON, "web", 12, "'w2'", "delta", 60),
        KnownData.profile(KnownData.CPU, NEXT, "web", 13, "'w3'", "delta", 100),
        KnownData.profile(KnownData.CPU, NEXT, "web", 14, "'w4'", "delta", 10));
  }

  private static String rows(String day, List<String> stacks) {
    return String.join(
        ", ", stacks.stream().map(("(DATE '" + day + "', 'web', %s)")::formatted).toList());
  }

  private static String stack(int id, String frames, int unresolved, String builds) {
    return "%d, ARRAY[%s], %d, ARRAY[%s]".formatted(id, frames, unresolved, builds);
  }

  private static String sample(String time, String type, String row, String span) {
    return "(TIMESTAMP '%s UTC', 'web', '%s', %s, %s)".formatted(time, type, row, span);
  }

  private static String line(String function, String file, int line, boolean inlined) {
    return "ROW('%s', NULL, '%s', %d, NULL, NULL, '/bin/web', 'b2', NULL, 'go', %s)"
        .formatted(function, file, line, inlined);
  }

  private static String address(String mapping, String build, long address) {
    return "ROW(NULL, NULL, NULL, NULL, NULL, NULL, '%s', '%s', %d, 'native', false)"
        .formatted(mapping, build, address);
  }
}
