package io.flamelake.sql;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Profiles of three weeks and six services, as plain values: what queries over them give is
 * computed from these a second time.
 *
 * <p>Service {@code api} has two instances and was released anew on the fifth of eight days; {@code
 * counters} has snapshots at irregular times; the others are there not to be read.
 */
final class History {
  static final List<LocalDate> DAYS =
      Stream.iterate(LocalDate.of(2026, 10, 5), day -> day.plusDays(2)).limit(8).toList();

  /** When {@code api} was released anew. */
  static final LocalDate RELEASE = DAYS.get(4);

  /** Functions from the leaf to the root. */
  static final Map<Integer, List<String>> STACKS =
      new TreeMap<>(
          Map.of(
              1, List.of("parse", "main"),
              2, List.of("copy", "parse", "main"),
              3, List.of("parse", "parse", "main"),
              4, List.of("idle", "loop"),
              5, List.of()));

  static final List<Profile> PROFILES = profiles();

  private History() {}

  /** Of a stack. */
  record Sample(int stack, long value) {}

  /**
   * One profile of one series.
   *
   * @param time seconds since 1970
   * @param duration seconds that it covers, 0 when not told
   */
  record Profile(
      String type,
      String temporality,
      Map<String, String> labels,
      long time,
      long duration,
      List<Sample> samples) {

    String service() {
      return labels.get("service_name");
    }

    String id() {
      return Integer.toHexString(hashCode());
    }

    /** Equal labels make a series. */
    int series() {
      return new TreeMap<>(labels).toString().hashCode();
    }

    /** Deltas of counters end at their time, others begin then. */
    long start() {
      return type.equals(KnownData.ALLOC_SPACE) ? time - duration : time;
    }

    long total() {
      return samples.stream().mapToLong(Sample::value).sum();
    }

    /** What passed through a function. */
    long cumulative(String function) {
      return samples.stream()
          .filter(sample -> STACKS.get(sample.stack()).contains(function))
          .mapToLong(Sample::value)
          .sum();
    }

    /** What ended in a function. */
    long flat(String function) {
      return samples.stream()
          .filter(sample -> STACKS.get(sample.stack()).stream().limit(1).anyMatch(function::equals))
          .mapToLong(Sample::value)
          .sum();
    }

    LocalDate day() {
      return LocalDate.ofInstant(Instant.ofEpochSecond(time), ZoneOffset.UTC);
    }
  }

  /** A service's profiles of a type within days, both inclusive. */
  static List<Profile> of(String service, String type, LocalDate first, LocalDate last) {
    return PROFILES.stream()
        .filter(profile -> profile.service().equals(service) && profile.type().equals(type))
        .filter(profile -> !profile.day().isBefore(first) && !profile.day().isAfter(last))
        .toList();
  }

  private static List<Profile> profiles() {
    Random random = new Random(7);
    List<Profile> profiles = new ArrayList<>();
    for (LocalDate day : DAYS) {
      String version = day.isBefore(RELEASE) ? "1.0" : "2.0";
      for (String instance : List.of("a", "b")) {
        Map<String, String> labels =
            Map.of("service_name", "api", "instance", instance, "version", version);
        for (int hour = 1; hour <= 4; hour++) {
          long time = at(day, hour) + (instance.equals("a") ? 0 : 4);
          profiles.add(cpu(labels, time, random, version));
          profiles.add(goroutines(labels, time, random));
        }
      }
      for (String service : List.of("mail", "shop", "cart", "auth")) {
        profiles.add(cpu(Map.of("service_name", service), at(day, 1), random, "1.0"));
      }
    }
    profiles.addAll(counters());
    return profiles;
  }

  /** In the second release half as much is copied; how much is idle is up to chance. */
  private static Profile cpu(Map<String, String> labels, long time, Random random, String version) {
    long copied = version.equals("1.0") ? 400 : 200;
    return new Profile(
        KnownData.CPU,
        "delta",
        labels,
        time,
        10,
        List.of(
            new Sample(1, 300 + random.nextInt(40)),
            new Sample(2, copied + random.nextInt(40)),
            new Sample(3, 100 + random.nextInt(200)),
            new Sample(4, 1 + random.nextInt(300)),
            new Sample(5, 10)));
  }

  private static Profile goroutines(Map<String, String> labels, long time, Random random) {
    List<Sample> samples = new ArrayList<>(List.of(new Sample(1, 1 + random.nextInt(9))));
    if (random.nextBoolean()) {
      samples.add(new Sample(4, 3));
    }
    return new Profile(KnownData.GOROUTINES, "gauge", labels, time, 0, samples);
  }

  /** Snapshots of instance a after 0, 40, 50 and 70 s, of b after 20 and 45 s. */
  private static List<Profile> counters() {
    return List.of(
        counter("a", "baseline", 0, 0, 1000),
        counter("a", "delta", 40, 40, 80),
        counter("a", "delta", 50, 10, 20),
        counter("a", "reset", 70, 20, 30),
        counter("b", "baseline", 20, 0, 500),
        counter("b", "delta", 45, 25, 10));
  }

  private static Profile counter(
      String instance, String temporality, long second, long duration, long value) {
    return new Profile(
        KnownData.ALLOC_SPACE,
        temporality,
        Map.of("service_name", "counters", "instance", instance),
        at(DAYS.getFirst(), 0) + second,
        duration,
        List.of(new Sample(1, value)));
  }

  private static long at(LocalDate day, int hour) {
    return day.atStartOfDay().plusHours(hour).toEpochSecond(ZoneOffset.UTC);
  }

  /** What fills the tables. */
  static List<String> statements() {
    return List.of(
        insert("series", PROFILES.stream().map(History::series)),
        insert("stacks", PROFILES.stream().flatMap(History::stacks)),
        insert("profiles", PROFILES.stream().map(History::profile)),
        insert("samples", PROFILES.stream().flatMap(History::samples)));
  }

  private static String insert(String table, Stream<String> rows) {
    return "INSERT INTO profiles.%s VALUES %s"
        .formatted(table, rows.distinct().collect(Collectors.joining(", ")));
  }

  private static String series(Profile profile) {
    return "(DATE '%s', '%s', %d, MAP(ARRAY[%s], ARRAY[%s]))"
        .formatted(
            profile.day(),
            profile.service(),
            profile.series(),
            quoted(profile.labels().keySet().stream().sorted()),
            quoted(new TreeMap<>(profile.labels()).values().stream()));
  }

  private static Stream<String> stacks(Profile profile) {
    return profile.samples().stream()
        .map(Sample::stack)
        .map(
            stack ->
                "(DATE '%s', '%s', %d, ARRAY[%s], 0, ARRAY[])"
                    .formatted(
                        profile.day(),
                        profile.service(),
                        stack,
                        STACKS.get(stack).stream()
                            .map(KnownData::function)
                            .collect(Collectors.joining(", "))));
  }

  private static String profile(Profile profile) {
    String[] parts = profile.type().split(":");
    return "(from_unixtime(%1$d), %1$d000000000, %2$d000000000, '%3$s', '%4$s', %5$s, 10000000, %6$s, "
            .formatted(
                profile.time(),
                profile.start(),
                profile.service(),
                profile.type(),
                quoted(Arrays.stream(parts)),
                profile.duration() == 0 ? "NULL" : profile.duration() + "000000000")
        + "%d, '%s', '%s', %d, %d, %s, 'pprof', 0, 0)"
            .formatted(
                profile.series(),
                profile.id(),
                profile.temporality(),
                profile.samples().size(),
                profile.total(),
                profile.duration() == 0
                    ? "NULL"
                    : (double) profile.total() / profile.duration() + "e0");
  }

  private static Stream<String> samples(Profile profile) {
    return profile.samples().stream()
        .filter(sample -> !profile.temporality().equals("baseline"))
        .map(
            sample ->
                "(from_unixtime(%d), '%s', '%s', %d, %d, %d, NULL, NULL)"
                    .formatted(
                        profile.time(),
                        profile.service(),
                        profile.type(),
                        profile.series(),
                        sample.stack(),
                        sample.value()));
  }

  private static String quoted(Stream<String> values) {
    return values.map(value -> "'" + value + "'").collect(Collectors.joining(", "));
  }
}
