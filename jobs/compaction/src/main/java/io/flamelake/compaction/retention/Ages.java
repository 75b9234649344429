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
    return expired(all -> all);
  }

  /**
   * What matches those of them that may go now; empty if there can be none. Profiles tell which
   * samples there are, so where rules say their age they go after these: jobs look at the tables in
   * any order.
   */
  Optional<Expression> removable() throws IOException {
    return name.equals(ProfilesTable.DEFINITION.name()) ? expired(this::withoutSamples) : expired();
  }

  private Optional<Expression> expired(Choice choice) throws IOException {
    if (!policy.concerns(name)) {
      return Optional.empty();
    }
    String time = timeColumn(work.definition());
    if (FACTS.contains(name) || policy.hasRules(name)) {
      return byServiceAndType(time, choice);
    }
    return before(time, policy.firstDay(name, now));
  }

  /**
   * Services and types of which there are rows that are too old.
   *
   * @param first the first day that is kept of them
   * @param all types by service
   */
  private record Types(LocalDate first, Map<String, Set<String>> all) {
    void add(String service, String type) {
      all.computeIfAbsent(service, key -> new TreeSet<>()).add(type);
    }

    /** What matches their rows. */
    Expression rows(String time) {
      Expression rows = Expressions.alwaysFalse();
      for (var service : all.entrySet()) {
        rows =
            or(
                rows,
                and(
                    equal("service_name", service.getKey()),
                    in("profile_type", service.getValue().toArray())));
      }
      return and(lessThan(time, micros(first)), rows);
    }
  }

  /** Chooses some of them. */
  @FunctionalInterface
  private interface Choice {
    Types of(Types types) throws IOException;
  }

  private Optional<Expression> byServiceAndType(String time, Choice choice) throws IOException {
    LocalDate last = policy.lastFirstDay(name, now);
    Optional<Expression> expired = before(time, policy.firstFirstDay(name, now));
    if (last.equals(policy.firstFirstDay(name, now))) {
      return expired;
    }
    for (Types types : typesByFirstDay(last)) {
      Types chosen = choice.of(types);
      if (!chosen.all().isEmpty()) {
        Expression old = chosen.rows(time);
        expired = Optional.of(expired.map(more -> or(more, old)).orElse(old));
      }
    }
    return expired;
  }

  /** Those of which no sample that is too old is left. */
  private Types withoutSamples(Types types) throws IOException {
    Types left = new Types(types.first(), new TreeMap<>());
    TableDefinition samples = SamplesTable.DEFINITION;
    new TableRows(work.lake().table(samples), work.config().space(), "service_name", "profile_type")
        .read(
            types.rows(timeColumn(samples)),
            values -> left.add(values[0].toString(), values[1].toString()),
            work.progress());
    Types without = new Types(types.first(), new TreeMap<>());
    types
        .all()
        .forEach(
            (service, all) ->
                all.stream()
                    .filter(type -> !left.all().getOrDefault(service, Set.of()).contains(type))
                    .forEach(type -> without.add(service, type)));
    return without;
  }

  /** Services and types by the first day that is kept, of rows not of the last few days. */
  private Iterable<Types> typesByFirstDay(LocalDate last) throws IOException {
    // Profiles are kept as long as their samples, and are fewer.
    TableDefinition source = FACTS.contains(name) ? ProfilesTable.DEFINITION : work.definition();
    Table table = work.lake().table(source);
    Map<LocalDate, Types> types = new TreeMap<>();
    new TableRows(table, work.config().space(), "service_name", "profile_type")
        .read(
            lessThan(timeColumn(source), micros(last)),
            values -> {
              String service = values[0].toString();
              String type = values[1].toString();
              LocalDate first = policy.firstDay(name, service, type, now);
              if (!first.equals(LocalDate.MIN)) {
                types
                    .computeIfAbsent(first, day -> new Types(day, new TreeMap<>()))
                    .add(service, type);
              }
            },
            work.progress());
    return types.values();
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
