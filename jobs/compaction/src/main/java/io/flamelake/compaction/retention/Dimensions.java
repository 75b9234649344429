package io.flamelake.compaction.retention;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.greaterThanOrEqual;
import static org.apache.iceberg.expressions.Expressions.in;
import static org.apache.iceberg.expressions.Expressions.lessThan;
import static org.apache.iceberg.expressions.Expressions.or;

import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.maintenance.TableWork;
import io.flamelake.compaction.remove.TableRows;
import io.flamelake.compaction.select.RetentionPolicy;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;

/**
 * Finds rows of {@code stacks} or {@code series} of days and services of which no sample and no
 * profile is kept, and none is left.
 */
final class Dimensions {
  private static final List<TableDefinition> FACTS =
      List.of(SamplesTable.DEFINITION, ProfilesTable.DEFINITION);

  private final TableWork work;
  private final RetentionPolicy policy;
  private final Instant now;

  Dimensions(TableWork work) {
    this.work = work;
    policy = work.config().removals().retention();
    now = work.clock().instant();
  }

  /** What matches them; empty if there is none. */
  Optional<Expression> expired() throws IOException {
    LocalDate end = LocalDate.MIN;
    for (TableDefinition facts : FACTS) {
      LocalDate first = policy.lastFirstDay(facts.name(), now);
      end = first.isAfter(end) ? first : end;
    }
    Optional<Expression> expired = Optional.empty();
    if (!end.equals(LocalDate.MIN)) {
      for (var day : servicesByDay(end).entrySet()) {
        Set<String> services = day.getValue();
        services.removeAll(servicesWithFacts(day.getKey(), services));
        if (!services.isEmpty()) {
          Expression rows =
              and(
                  equal("day", (int) day.getKey().toEpochDay()),
                  in("service_name", services.toArray()));
          expired = Optional.of(expired.map(more -> or(more, rows)).orElse(rows));
        }
      }
    }
    return expired;
  }

  /** Services of which nothing is kept of a day, but of which the table has rows of it. */
  private Map<LocalDate, Set<String>> servicesByDay(LocalDate end) throws IOException {
    String name = work.definition().name();
    LocalDate own = policy.firstDay(name, now);
    boolean hasOwn = policy.concerns(name);
    Map<LocalDate, Set<String>> services = new TreeMap<>();
    new TableRows(work.table(), work.config().space(), "day", "service_name")
        .read(
            lessThan("day", (int) end.toEpochDay()),
            values -> {
              LocalDate day = LocalDate.ofEpochDay(((Integer) values[0]).longValue());
              String service = values[1].toString();
              if (day.isBefore(policy.firstDayOfFacts(service, now))
                  && (!hasOwn || day.isBefore(own))) {
                services.computeIfAbsent(day, key -> new TreeSet<>()).add(service);
              }
            },
            work.progress());
    return services;
  }

  private Set<String> servicesWithFacts(LocalDate day, Set<String> of) throws IOException {
    Set<String> found = new TreeSet<>();
    for (TableDefinition facts : FACTS) {
      Table table = work.lake().table(facts);
      new TableRows(table, work.config().space(), "service_name")
          .read(
              and(
                  and(
                      greaterThanOrEqual("time", Ages.micros(day)),
                      lessThan("time", Ages.micros(day.plusDays(1)))),
                  in("service_name", of.toArray())),
              values -> found.add(values[0].toString()),
              work.progress());
    }
    return found;
  }
}
