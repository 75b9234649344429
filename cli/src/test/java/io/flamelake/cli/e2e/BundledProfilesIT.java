package io.flamelake.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What Trino says of every bundled profile is what an independent reader of the file says. Each is
 * sent as a service of its own, where counters have but a baseline; those of the Go process are
 * sent once more as one service.
 */
class BundledProfilesIT {
  private static final Map<String, ProfileOracle> ORACLES = new TreeMap<>();
  private static final Map<String, List<ProfileOracle>> SEQUENCES = new TreeMap<>();
  private static final List<String> COUNTERS =
      List.of("alloc_objects:count", "alloc_space:bytes", "contentions:count", "delay:nanoseconds");
  private static StackFixture stack;

  /** A function's value in a service's profile type. */
  private record Key(String service, String type, String label) {}

  private static final String SAMPLES_WITHOUT_STACK =
      """
      SELECT count(*) FROM profiles.samples s LEFT JOIN profiles.stacks k
      ON k.service_name = s.service_name AND k.stack_id = s.stack_id AND k.day = CAST(s.time AT TIME ZONE 'UTC' AS date)
      WHERE k.stack_id IS NULL
      """;

  @BeforeAll
  static void pushesEveryBundledProfileAsAServiceOfItsOwn() throws Exception {
    stack = StackFixture.shared();
    Instant time = Instant.now().minusSeconds(60);
    for (Path file : Pprof.bundled()) {
      String service =
          "bundled-" + file.getParent().getFileName() + "-" + file.getFileName().toString();
      byte[] profile = Pprof.at(time, Files.readAllBytes(file));
      ORACLES.put(service, new ProfileOracle(Pprof.parse(profile)));
      stack.pushPprof(profile, "{service_name=\"%s\"}".formatted(service)).get();
    }
    pushSequence("heap", time);
    pushSequence("mutex", time);
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () ->
                stack.number(
                        "SELECT count(DISTINCT service_name) FROM profiles.profiles WHERE"
                            + " service_name LIKE 'bundled-%'")
                    == ORACLES.size());
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () ->
                stack.number(
                        "SELECT count(DISTINCT profile_id) FROM profiles.profiles WHERE"
                            + " service_name LIKE 'sequence-%' AND temporality <> 'gauge'")
                    == SEQUENCES.values().stream().mapToInt(List::size).sum());
    stack.awaitNumber(SAMPLES_WITHOUT_STACK, 0);
  }

  /** Pushes the Go process's profiles of a kind, ten seconds apart, the last one first. */
  private static void pushSequence(String kind, Instant end) throws Exception {
    List<Path> files =
        Pprof.bundled().stream()
            .filter(file -> file.toString().contains("go" + File.separator + kind + "-"))
            .toList();
    List<ProfileOracle> oracles = new ArrayList<>();
    for (int i = files.size() - 1; i >= 0; i--) {
      Instant time = end.minusSeconds(10L * (files.size() - i));
      byte[] profile = Pprof.at(time, Files.readAllBytes(files.get(i)));
      oracles.add(0, new ProfileOracle(Pprof.parse(profile)));
      stack.pushPprof(profile, "{service_name=\"sequence-%s\"}".formatted(kind)).get();
    }
    SEQUENCES.put("sequence-" + kind, oracles);
  }

  @Test
  void deltasOfASequenceAddUpToItsLastFileLessItsFirst() {
    Map<Key, Long> expected = new HashMap<>();
    SEQUENCES.forEach(
        (service, oracles) -> {
          ProfileOracle first = oracles.getFirst();
          for (int type = 0; type < first.types().size(); type++) {
            String name = first.types().get(type);
            if (COUNTERS.contains(name)) {
              ProfileOracle.growth(oracles, type)
                  .forEach((label, value) -> expected.put(new Key(service, name, label), value));
            }
          }
        });
    Map<Key, Long> actual = functions("sequence-%", "frame_labels(slice(frames, 1, 1))");
    actual.keySet().removeIf(key -> !COUNTERS.contains(key.type()));
    assertThat(actual).isNotEmpty().isEqualTo(expected);
    assertThat(
            stack.number(
                "SELECT count(*) FROM profiles.profiles WHERE service_name LIKE 'sequence-%' AND"
                    + " temporality = 'reset'"))
        .isZero();
  }

  @Test
  void sumsByTypeAreThoseOfTheFile() {
    Map<List<Object>, Object> expected = new HashMap<>();
    ORACLES.forEach(
        (service, oracle) -> {
          for (int type = 0; type < oracle.types().size(); type++) {
            expected.put(List.of(service, oracle.types().get(type)), oracle.sum(type));
          }
        });
    assertThat(
            pairs(
                """
                SELECT service_name, sample_type || ':' || sample_unit, sum(total)
                FROM profiles.profiles WHERE service_name LIKE 'bundled-%' GROUP BY 1, 2
                """))
        .isEqualTo(expected);
    expected.values().removeIf(sum -> sum.equals(0L));
    // A first snapshot is a baseline, which has a total but no samples.
    expected.keySet().removeIf(key -> COUNTERS.contains(key.get(1)));
    assertThat(
            pairs(
                """
                SELECT service_name, split_part(profile_type, ':', 2) || ':' || split_part(profile_type, ':', 3), sum(value)
                FROM profiles.samples WHERE service_name LIKE 'bundled-%' GROUP BY 1, 2
                """))
        .isEqualTo(expected);
  }

  @Test
  void distinctStacksAreThoseOfTheFile() {
    Map<List<Object>, Object> expected = new HashMap<>();
    ORACLES.forEach(
        (service, oracle) -> {
          for (int type = 0; type < oracle.types().size(); type++) {
            long stacks = oracle.distinctStacks(type);
            if (stacks > 0 && !COUNTERS.contains(oracle.types().get(type))) {
              expected.put(List.of(service, oracle.types().get(type)), stacks);
            }
          }
        });
    assertThat(
            pairs(
                """
                SELECT service_name, split_part(profile_type, ':', 2) || ':' || split_part(profile_type, ':', 3), count(DISTINCT stack_id)
                FROM profiles.samples WHERE service_name LIKE 'bundled-%' GROUP BY 1, 2
                """))
        .isEqualTo(expected);
  }

  @Test
  void everyFunctionHasTheFlatValueOfTheFile() {
    Map<Key, Long> expected = new HashMap<>();
    forEveryType(
        (service, oracle, type) ->
            oracle
                .flat(type)
                .forEach(
                    (label, v) ->
                        expected.put(new Key(service, oracle.types().get(type), label), v)));
    assertThat(functions("bundled-%", "frame_labels(slice(frames, 1, 1))")).isEqualTo(expected);
  }

  @Test
  void everyFunctionHasTheCumulativeValueOfTheFileWithRecursionCountedOnce() {
    Map<Key, Long> expected = new HashMap<>();
    forEveryType(
        (service, oracle, type) ->
            oracle
                .cumulative(type)
                .forEach(
                    (label, v) ->
                        expected.put(new Key(service, oracle.types().get(type), label), v)));
    assertThat(functions("bundled-%", "distinct_functions(frames)")).isEqualTo(expected);
  }

  @Test
  void theFlameGraphOfEveryProfileAddsUpToItsTotal() {
    Map<List<Object>, Object> expected = new HashMap<>();
    forEveryType(
        (service, oracle, type) -> {
          if (oracle.distinctStacks(type) > 0) {
            expected.put(List.of(service, oracle.types().get(type)), oracle.sum(type));
          }
        });
    String graph =
        """
        SELECT service_name, type, rows[1].value FROM (
          SELECT service_name, split_part(profile_type, ':', 2) || ':' || split_part(profile_type, ':', 3) AS type, flamegraph(frames, value) AS rows
          FROM profiles.samples s JOIN profiles.stacks k USING (service_name, stack_id)
          WHERE service_name LIKE 'bundled-%' AND k.day = CAST(s.time AT TIME ZONE 'UTC' AS date)
          GROUP BY 1, 2)
        """;
    assertThat(pairs(graph)).isEqualTo(expected);
  }

  @Test
  void everyStackOfTheSamplesIsThereOnce() {
    // Awaited, for other tests' profiles may be arriving, and each table is committed by itself.
    stack.awaitNumber(SAMPLES_WITHOUT_STACK, 0);
    assertThat(
            stack.number(
                "SELECT count(*) - count(DISTINCT (day, service_name, stack_id)) FROM"
                    + " profiles.stacks"))
        .isZero();
  }

  private interface PerType {
    void accept(String service, ProfileOracle oracle, int type);
  }

  /** Every type of every file that has samples when the file comes alone. */
  private static void forEveryType(PerType action) {
    ORACLES.forEach(
        (service, oracle) -> {
          for (int type = 0; type < oracle.types().size(); type++) {
            if (!COUNTERS.contains(oracle.types().get(type))) {
              action.accept(service, oracle, type);
            }
          }
        });
  }

  private static Map<Key, Long> functions(String services, String labels) {
    String sql =
        """
        SELECT service_name, type, label, sum(value) FROM (
          SELECT service_name, split_part(profile_type, ':', 2) || ':' || split_part(profile_type, ':', 3) AS type,
                 time, stack_id, sum(value) AS value
          FROM profiles.samples WHERE service_name LIKE '%s' GROUP BY 1, 2, 3, 4) s
        JOIN profiles.stacks k USING (service_name, stack_id)
        CROSS JOIN UNNEST(%s) AS u(label)
        WHERE k.day = CAST(s.time AT TIME ZONE 'UTC' AS date)
        GROUP BY 1, 2, 3
        """
            .formatted(services, labels);
    Map<Key, Long> values = new HashMap<>();
    for (List<Object> row : stack.query(sql)) {
      values.put(
          new Key((String) row.get(0), (String) row.get(1), (String) row.get(2)),
          (Long) row.get(3));
    }
    return values;
  }

  private static Map<List<Object>, Object> pairs(String sql) {
    Map<List<Object>, Object> pairs = new HashMap<>();
    for (List<Object> row : stack.query(sql)) {
      pairs.put(new ArrayList<>(row.subList(0, 2)), row.get(2));
    }
    return pairs;
  }
}
