package io.flamelake.compaction.deletion;

import io.flamelake.compaction.select.Selector;
import java.time.Instant;

/**
 * A request to delete what series have in a time range.
 *
 * @param matchers as they stand in the table
 * @param from null if there is no bound
 * @param to exclusive
 */
record Request(String id, Instant requestedAt, String matchers, Instant from, Instant to) {

  /**
   * The series.
   *
   * @throws IllegalArgumentException if the request can't be done, in one line
   */
  Selector selector() {
    Selector selector = Selector.parse(matchers);
    if (selector.matchesWithoutLabels()) {
      throw new IllegalArgumentException(
          "%s matches series without any of these labels: ask for at least one label, as in"
                  .formatted(matchers)
              + " {service_name=\"a\"}");
    }
    if (from != null && !from.isBefore(to)) {
      throw new IllegalArgumentException(
          "from_time %s is not before to_time %s".formatted(from, to));
    }
    return selector;
  }
}
