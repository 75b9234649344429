package io.flamelake.compaction.deletion;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.greaterThanOrEqual;
import static org.apache.iceberg.expressions.Expressions.in;
import static org.apache.iceberg.expressions.Expressions.lessThan;

import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.compaction.maintenance.TableWork;
import io.flamelake.compaction.remove.TableRows;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.expressions.Expression;

/** Finds rows of {@code series} and {@code stacks} that no sample and no profile names any more. */
final class Orphans {
  private final TableWork work;

  Orphans(TableWork work) {
    this.work = work;
  }

  /** Of the series that a request asked for, day by day. */
  List<Expression> series(MatchedSeries matched) throws IOException {
    List<Expression> filters = new ArrayList<>();
    for (var day : matched.days().entrySet()) {
      Set<Long> ids = new HashSet<>(day.getValue().ids());
      Expression named =
          and(of(day.getKey()), in("service_name", day.getValue().services().toArray()));
      for (var facts : List.of(SamplesTable.DEFINITION, ProfilesTable.DEFINITION)) {
        new TableRows(work.lake().table(facts), work.config().space(), "series_id")
            .read(named, values -> ids.remove((Long) values[0]), work.progress());
      }
      if (!ids.isEmpty()) {
        filters.add(and(equal("day", epochDay(day.getKey())), in("series_id", ids.toArray())));
      }
    }
    return filters;
  }

  /** Of all stacks of services and days of which a request asked for a series. */
  List<Expression> stacks(MatchedSeries matched) throws IOException {
    List<Expression> filters = new ArrayList<>();
    for (var day : matched.days().entrySet()) {
      for (String service : day.getValue().services()) {
        stacks(day.getKey(), service).ifPresent(filters::add);
      }
    }
    return filters;
  }

  private Optional<Expression> stacks(LocalDate day, String service) throws IOException {
    Set<Long> named = new HashSet<>();
    new TableRows(work.lake().table(SamplesTable.DEFINITION), work.config().space(), "stack_id")
        .read(
            and(of(day), equal("service_name", service)),
            values -> named.add((Long) values[0]),
            work.progress());
    Expression stacks = and(equal("day", epochDay(day)), equal("service_name", service));
    Set<Long> orphans = new HashSet<>();
    new TableRows(work.table(), work.config().space(), "stack_id")
        .read(
            stacks,
            values -> {
              if (!named.contains((Long) values[0])) {
                orphans.add((Long) values[0]);
              }
            },
            work.progress());
    return orphans.isEmpty()
        ? Optional.empty()
        : Optional.of(and(stacks, in("stack_id", orphans.toArray())));
  }

  private static Expression of(LocalDate day) {
    return and(
        greaterThanOrEqual(
            "time", MatchedSeries.micros(day.atStartOfDay(ZoneOffset.UTC).toInstant())),
        lessThan(
            "time",
            MatchedSeries.micros(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())));
  }

  private static int epochDay(LocalDate day) {
    return (int) day.toEpochDay();
  }
}
