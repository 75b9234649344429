package io.flamelake.compaction.retention;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.in;
import static org.apache.iceberg.expressions.Expressions.lessThan;
import static org.apache.iceberg.expressions.Expressions.or;

import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.catalog.TableDefinition.Transform;
import io.flamelake.compaction.maintenance.TableWork;
import io.flamelake.compaction.remove.TableRows;
import io.flamelake.compaction.select.RetentionPolicy;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/** Finds rows of a table with a time that are older than they become. */
final class Ages {
  private static final Set<String> FACTS =
      Set.of(SamplesTable.DEFINITION.name(), ProfilesTable.DEFINITION.name());

  private final TableWork work;
  private final RetentionPolicy policy;
  private final String name;
  private final Instant now;

  Ages(TableWork work) {
    this.work = work;
    policy = work.config().removals().retention();
    name = work.definition().name();
    now = work.clock().instant();
  }

  /** What matches them; empty if there can be none. */
  Optional<Expression> expired() throws IOException {
    if (!policy.concerns(name)) {
      return Optional.empty();
    }
    String time = timeColumn(work.definition());
    if (FACTS.contains(name) || policy.hasRules(name)) {
      return byServiceAndType(time);
    }
    return before(time, policy.firstDay(name, now));
  }

  private Optional<Expression> byServiceAndType(String time) throws IOException {
    LocalDate last = policy.lastFirstDay(name, now);
    Optional<Expression> expired = before(time, policy.firstFirstDay(name, now));
    if (last.equals(policy.firstFirstDay(name, now))) {
      return expired;
    }
    for (var day : typesByFirstDay(last).entrySet()) {
      Expression rows = Expressions.alwaysFalse();
      for (var service : day.getValue().entrySet()) {
        rows =
            or(
                rows,
                and(
                    equal("service_name", service.getKey()),
                    in("profile_type", service.getValue().toArray())));
      }
      Expression old = and(lessThan(time, micros(day.getKey())), rows);
      expired = Optional.of(expired.map(more -> or(more, old)).orElse(old));
    }
    return expired;
  }

  /** Types by service by the first day that is kept, of rows that are not of the last few days. */
  private Map<LocalDate, Map<String, Set<String>>> typesByFirstDay(LocalDate last)
      throws IOException {
    // Profiles are kept as long as their samples, and are fewer.
    TableDefinition source = FACTS.contains(name) ? ProfilesTable.DEFINITION : work.definition();
    Table table = work.lake().table(source);
    Map<LocalDate, Map<String, Set<String>>> types = new TreeMap<>();
    new TableRows(table, work.config().space(), "service_name", "profile_type")
        .read(
            lessThan(timeColumn(source), micros(last)),
            values -> {
              String service = values[0].toString();
              String type = values[1].toString();
              LocalDate first = policy.firstDay(name, service, type, now);
              if (!first.equals(LocalDate.MIN)) {
                types
                    .computeIfAbsent(first, key -> new TreeMap<>())
                    .computeIfAbsent(service, key -> new TreeSet<>())
                    .add(type);
              }
            },
            work.progress());
    return types;
  }

  private static Optional<Expression> before(String time, LocalDate first) {
    return first.equals(LocalDate.MIN)
        ? Optional.empty()
        : Optional.of(lessThan(time, micros(first)));
  }

  static long micros(LocalDate day) {
    return Math.multiplyExact(day.atStartOfDay(ZoneOffset.UTC).toEpochSecond(), 1_000_000L);
  }

  /** The column of the time that a table is partitioned by. */
  static String timeColumn(TableDefinition definition) {
    return definition.partitioning().stream()
        .filter(field -> field.transform() == Transform.DAY || field.transform() == Transform.MONTH)
        .findFirst()
        .orElseThrow()
        .column();
  }
}
