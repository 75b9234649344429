package io.flamelake.compaction.deletion;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.greaterThanOrEqual;
import static org.apache.iceberg.expressions.Expressions.in;
import static org.apache.iceberg.expressions.Expressions.lessThan;

import io.flamelake.compaction.maintenance.TableWork;
import io.flamelake.compaction.remove.TableRows;
import io.flamelake.compaction.select.Selector;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.expressions.Expression;

/**
 * Finds sums by hour that are of nothing but what a request asks for: of whole services, in whole
 * hours. All others are made anew of the samples that are left.
 */
final class Sums {
  private static final String SERVICE = "service_name";

  private Sums() {}

  /** Whether a request is about whole services. */
  static boolean concerns(Selector selector) {
    return selector.names().equals(Set.of(SERVICE));
  }

  static List<Expression> filters(TableWork work, Request request, Selector selector)
      throws IOException {
    Expression hours =
        lessThan("hour", MatchedSeries.micros(request.to().truncatedTo(ChronoUnit.HOURS)));
    if (request.from() != null) {
      hours = and(hours, greaterThanOrEqual("hour", MatchedSeries.micros(hourFrom(request))));
    }
    Set<String> services = new TreeSet<>();
    new TableRows(work.table(), work.config().space(), SERVICE)
        .read(
            hours,
            values -> {
              String service = values[0].toString();
              if (!services.contains(service) && selector.matches(Map.of(SERVICE, service))) {
                services.add(service);
              }
            },
            work.progress());
    return services.isEmpty() ? List.of() : List.of(and(hours, in(SERVICE, services.toArray())));
  }

  private static Instant hourFrom(Request request) {
    Instant hour = request.from().truncatedTo(ChronoUnit.HOURS);
    return hour.equals(request.from()) ? hour : hour.plus(1, ChronoUnit.HOURS);
  }
}
