package io.flamelake.compaction;

import io.flamelake.catalog.Configurations;
import io.flamelake.catalog.LakeCatalog;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.deletion.Deletions;
import io.flamelake.compaction.deletion.Deletions.Wanted;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Makes a deletion request: {@code RequestDeletion --config FILE --request.matchers SELECTOR
 * --request.from TIME --request.to TIME --request.by NAME --request.reason TEXT --request.dry-run
 * true}, with the keys of {@link CompactOnce} besides. Exit status: 0 when it was made, or what it
 * would do was shown, 1 when the catalog can't be reached, 2 when something given is wrong.
 */
public final class RequestDeletion {
  private static final String PREFIX = "request.";

  private RequestDeletion() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, Clock.systemUTC(), arguments));
  }

  static int run(PrintStream out, PrintStream err, Clock clock, String... arguments) {
    CompactionConfig config;
    Wanted wanted;
    boolean dryRun;
    try {
      Map<String, String> given = Configurations.from(arguments);
      Map<String, String> others = new HashMap<>(given);
      others.keySet().removeIf(key -> key.startsWith(PREFIX));
      config = CompactionConfig.from(others);
      wanted = wanted(given, clock.instant().truncatedTo(ChronoUnit.MICROS));
      dryRun = Boolean.parseBoolean(given.get(PREFIX + "dry-run"));
    } catch (IllegalArgumentException e) {
      err.println("delete: " + e.getMessage());
      return 2;
    }
    try (LakeCatalog lake = LakeCatalog.open(config.catalog())) {
      Deletions deletions = new Deletions(lake, config);
      deletions.preview(wanted).forEach(out::println);
      if (!dryRun) {
        deletions.add(wanted);
        out.printf("request %s is made%n", wanted.id());
      }
      return 0;
    } catch (IllegalArgumentException e) {
      err.println("delete: " + e.getMessage());
      return 2;
    } catch (IOException | RuntimeException e) {
      // Whatever the catalog's driver throws: the user sees one line and a status.
      err.println("delete: " + e.getMessage());
      return 1;
    }
  }

  private static Wanted wanted(Map<String, String> given, Instant now) {
    String matchers = given.get(PREFIX + "matchers");
    if (matchers == null) {
      throw new IllegalArgumentException(
          PREFIX + "matchers is missing: give a selector such as {service_name=\"a\"}");
    }
    return new Wanted(
        UUID.randomUUID().toString(),
        now,
        matchers,
        time(given, PREFIX + "from"),
        time(given, PREFIX + "to"),
        given.get(PREFIX + "by"),
        given.get(PREFIX + "reason"));
  }

  private static Instant time(Map<String, String> given, String key) {
    try {
      return given.containsKey(key) ? Instant.parse(given.get(key)) : null;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "%s is '%s', but must be like 2026-11-21T20:00:00Z".formatted(key, given.get(key)), e);
    }
  }
}
