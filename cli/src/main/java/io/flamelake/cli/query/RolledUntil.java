package io.flamelake.cli.query;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Lets questions about stacks take sums by hour, where their range is so long that it pays. */
public final class RolledUntil {
  private static final String NAME = "rolled_until";
  private static final Duration SHORTEST = Duration.ofHours(6);

  private RolledUntil() {}

  /**
   * Adds the parameter that tells until when there are sums.
   *
   * @param parameters with those of the query {@code rolled-until}
   */
  public static void add(TrinoQuery query, Map<String, String> parameters) {
    Instant from = Instant.parse(parameters.get("from"));
    Instant to = Instant.parse(parameters.get("to"));
    if (Duration.between(from, to).compareTo(SHORTEST) >= 0) {
      query.read(
          NamedQuery.sql("rolled-until", parameters),
          row -> parameters.put(NAME, row.getString(NAME)));
    }
  }
}
