package io.flamelake.cli.bench.query;

import io.flamelake.cli.bench.FleetFill;
import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.query.TrinoQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is asked about.
 *
 * @param first time of its first profile
 * @param end just after its last one
 */
record Subject(String service, String type, Instant first, Instant end) {
  private static final String TYPE = "process_cpu:cpu:nanoseconds:cpu:nanoseconds";

  /** Services of one fill begin alike; of the newest fill, the one with the most samples. */
  private static final String FIND =
      """
      SELECT
        service_name,
        to_unixtime(min(time)) AS first,
        to_unixtime(max(time)) AS last
      FROM profiles.profiles
      WHERE service_name LIKE '%s%%' AND profile_type = '%s'
      GROUP BY service_name
      ORDER BY regexp_extract(service_name, '^(.*)-', 1) DESC, sum(sample_count) DESC, service_name
      LIMIT 1
      """
          .formatted(FleetFill.PREFIX, TYPE);

  /**
   * Finds the service of the newest fill that has the most samples.
   *
   * @throws CommandException if the lake was never filled
   */
  static Subject find(TrinoQuery trino) {
    List<Subject> found = new ArrayList<>();
    trino.read(
        FIND,
        row ->
            found.add(
                new Subject(
                    row.getString("service_name"),
                    TYPE,
                    Instant.ofEpochSecond((long) row.getDouble("first")),
                    Instant.ofEpochSecond((long) row.getDouble("last") + 1))));
    if (found.isEmpty()) {
      throw CommandException.failed("the lake has no fleet to query: run it without --no-fill");
    }
    return found.getFirst();
  }

  /** Whether a range that ends with the last profile is filled, but for an hundredth. */
  boolean covers(Duration range) {
    Duration filled = Duration.between(first, end);
    return filled.compareTo(range.minus(range.dividedBy(100))) >= 0;
  }
}
