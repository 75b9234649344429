package io.flamelake.compaction.select;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * For how long rows are kept, in whole UTC days: a day's rows go once it has ended for that long.
 *
 * <p>The first rule that matches says it, else the age of the table, else they are kept for ever. A
 * rule that does not ask for {@code table} is about {@code samples} and {@code profiles}. A row of
 * {@code profiles} is kept at least as long as the rows of {@code samples} that it tells about.
 */
public final class RetentionPolicy {
  /** Keeps all. */
  public static final RetentionPolicy NONE = new RetentionPolicy(List.of(), Map.of());

  private static final String SAMPLES = "samples";
  private static final String PROFILES = "profiles";
  private static final Set<String> FACTS = Set.of(SAMPLES, PROFILES);

  private final List<RetentionRule> rules;
  private final Map<String, Duration> ages;

  private RetentionPolicy(List<RetentionRule> rules, Map<String, Duration> ages) {
    this.rules = rules;
    this.ages = Map.copyOf(ages);
  }

  /**
   * Parses one.
   *
   * @param rules each a selector and an age, separated by semicolons or ends of lines
   * @param ages of tables
   * @throws IllegalArgumentException naming what is wrong
   */
  public static RetentionPolicy of(String rules, Map<String, String> ages) {
    Map<String, Duration> parsed = new TreeMap<>();
    ages.forEach(
        (table, age) ->
            RetentionRules.age(age.strip()).ifPresent(found -> parsed.put(table, found)));
    return new RetentionPolicy(RetentionRules.parse(rules), parsed);
  }

  /** Whether anything of a table may ever go. */
  public boolean concerns(String table) {
    return ages.containsKey(table)
        || rules.stream().anyMatch(rule -> rule.age().isPresent() && isAbout(rule, table));
  }

  /** Whether rows of the same day may have different ages by their service or profile type. */
  public boolean hasRules(String table) {
    return rules.stream().anyMatch(rule -> isAbout(rule, table));
  }

  /**
   * The first day that is kept whole; all before are gone, or are to go.
   *
   * @return the earliest possible one if all are kept
   */
  public LocalDate firstDay(String table, String service, String type, Instant now) {
    return firstDay(age(table, service, type), now);
  }

  /** The same for a table whose rows have neither a service nor a profile type. */
  public LocalDate firstDay(String table, Instant now) {
    return firstDay(Optional.ofNullable(ages.get(table)), now);
  }

  /** The first day of which samples or profiles of a service, of any type, are kept. */
  public LocalDate firstDayOfFacts(String service, Instant now) {
    LocalDate first = LocalDate.MAX;
    for (String table : FACTS) {
      for (Optional<Duration> age : possible(table, service)) {
        LocalDate day = firstDay(age, now);
        first = day.isBefore(first) ? day : first;
      }
    }
    return first;
  }

  /** The last of the first days of all rows of a table: whatever is later is kept. */
  public LocalDate lastFirstDay(String table, Instant now) {
    return firstDays(table, now).max(LocalDate::compareTo).get();
  }

  /** The first of them: whatever is earlier goes. */
  public LocalDate firstFirstDay(String table, Instant now) {
    return firstDays(table, now).min(LocalDate::compareTo).get();
  }

  private Stream<LocalDate> firstDays(String table, Instant now) {
    Stream<RetentionRule> about = rules.stream().filter(rule -> isAbout(rule, table));
    Stream<LocalDate> own =
        Stream.concat(
                about.map(RetentionRule::age), Stream.of(Optional.ofNullable(ages.get(table))))
            .map(age -> firstDay(age, now));
    // Profiles stay as long as their samples.
    return table.equals(PROFILES) ? Stream.concat(own, firstDays(SAMPLES, now)) : own;
  }

  private Optional<Duration> age(String table, String service, String type) {
    Optional<Duration> own = ownAge(table, service, type);
    if (!table.equals(PROFILES)) {
      return own;
    }
    Optional<Duration> samples = ownAge(SAMPLES, service, type);
    return own.isEmpty() || samples.isEmpty()
        ? Optional.empty()
        : Optional.of(own.get().compareTo(samples.get()) < 0 ? samples.get() : own.get());
  }

  private Optional<Duration> ownAge(String table, String service, String type) {
    Map<String, String> row =
        Map.of(
            RetentionRules.TABLE, table,
            RetentionRules.SERVICE, service,
            RetentionRules.TYPE, type);
    for (RetentionRule rule : rules) {
      if (isAbout(rule, table) && rule.selector().matches(row)) {
        return rule.age();
      }
    }
    return Optional.ofNullable(ages.get(table));
  }

  /** Ages that rows of a service can have, whatever their type is. */
  private List<Optional<Duration>> possible(String table, String service) {
    Map<String, String> known =
        Map.of(RetentionRules.TABLE, table, RetentionRules.SERVICE, service);
    List<Optional<Duration>> ages = new ArrayList<>();
    for (RetentionRule rule : rules) {
      if (isAbout(rule, table) && rule.selector().mayMatch(known)) {
        ages.add(rule.age());
        if (!rule.selector().names().contains(RetentionRules.TYPE)) {
          return ages;
        }
      }
    }
    ages.add(Optional.ofNullable(this.ages.get(table)));
    return ages;
  }

  private static boolean isAbout(RetentionRule rule, String table) {
    return rule.selector().names().contains(RetentionRules.TABLE)
        ? rule.selector().mayMatch(Map.of(RetentionRules.TABLE, table))
        : FACTS.contains(table);
  }

  private static LocalDate firstDay(Optional<Duration> age, Instant now) {
    return age.map(days -> now.minus(days).atZone(ZoneOffset.UTC).toLocalDate())
        .orElse(LocalDate.MIN);
  }
}
