package io.flamelake.compaction.deletion;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.greaterThanOrEqual;
import static org.apache.iceberg.expressions.Expressions.in;
import static org.apache.iceberg.expressions.Expressions.lessThan;
import static org.apache.iceberg.expressions.Expressions.lessThanOrEqual;

import io.flamelake.catalog.LakeCatalog;
import io.flamelake.catalog.SeriesTable;
import io.flamelake.compaction.select.Selector;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The series that a request asks for, by day.
 *
 * @param request that asks
 */
record MatchedSeries(Request request, Map<LocalDate, OfDay> days) {

  /** The series of a day. */
  record OfDay(Set<String> services, Set<Long> ids) {
    OfDay() {
      this(new TreeSet<>(), new TreeSet<>());
    }
  }

  /** Reads the series of all requests at one go. */
  static List<MatchedSeries> read(
      LakeCatalog lake, Map<Request, Selector> requests, Runnable progress) throws IOException {
    Map<Request, MatchedSeries> matched = new LinkedHashMap<>();
    requests.keySet().forEach(r -> matched.put(r, new MatchedSeries(r, new TreeMap<>())));
    Table table = lake.table(SeriesTable.DEFINITION);
    if (requests.isEmpty() || table.currentSnapshot() == null) {
      return List.copyOf(matched.values());
    }
    long rows = 0;
    try (CloseableIterable<Record> series =
        IcebergGenerics.read(table).where(days(requests.keySet())).build()) {
      for (Record row : series) {
        if (++rows % 10_000 == 0) {
          progress.run();
        }
        matched.forEach((request, found) -> found.addIfMatched(row, requests.get(request)));
      }
    }
    return List.copyOf(matched.values());
  }

  private void addIfMatched(Record row, Selector selector) {
    LocalDate day = (LocalDate) row.getField("day");
    if (isWithin(day) && selector.matches(labels(row))) {
      OfDay series = days.computeIfAbsent(day, key -> new OfDay());
      series.services().add(row.getField("service_name").toString());
      series.ids().add((Long) row.getField("series_id"));
    }
  }

  private boolean isWithin(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(request.to())
        && (request.from() == null
            || day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(request.from()));
  }

  /** What matches the rows of samples or profiles that are to go, day by day. */
  List<Expression> facts() {
    List<Expression> filters = new ArrayList<>();
    days.forEach(
        (day, series) -> {
          Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
          Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
          Instant from =
              request.from() != null && request.from().isAfter(start) ? request.from() : start;
          Instant to = request.to().isBefore(end) ? request.to() : end;
          filters.add(
              and(
                  and(greaterThanOrEqual("time", micros(from)), lessThan("time", micros(to))),
                  and(
                      in("service_name", series.services().toArray()),
                      in("series_id", series.ids().toArray()))));
        });
    return filters;
  }

  private static Expression days(Set<Request> requests) {
    Expression days = Expressions.alwaysFalse();
    for (Request request : requests) {
      Expression of = lessThanOrEqual("day", day(request.to()));
      if (request.from() != null) {
        of = and(of, greaterThanOrEqual("day", day(request.from())));
      }
      days = Expressions.or(days, of);
    }
    return days;
  }

  private static int day(Instant time) {
    return (int) time.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
  }

  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static Map<String, String> labels(Record row) {
    Map<String, String> labels = new TreeMap<>();
    ((Map<?, ?>) row.getField("labels"))
        .forEach((name, value) -> labels.put(name.toString(), value.toString()));
    return labels;
  }
}
