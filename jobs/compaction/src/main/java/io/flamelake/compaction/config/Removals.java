package io.flamelake.compaction.config;

import io.flamelake.catalog.TableDefinition;
import io.flamelake.catalog.Tables;
import io.flamelake.compaction.select.RetentionPolicy;
import io.flamelake.stacks.config.CheckedConfiguration;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What rows go.
 *
 * @param retention by their age
 * @param retentionInterval between two looks at ages
 * @param repeatFor for how long a deletion request is applied to rows that come late
 * @param deletionInterval between two looks at requests
 */
public record Removals(
    RetentionPolicy retention,
    Duration retentionInterval,
    Duration repeatFor,
    Duration deletionInterval) {
  private static final String PREFIX = RemovalOptions.RETENTION.key() + ".";

  static Removals from(CheckedConfiguration keys, Map<String, String> given) {
    return new Removals(
        policy(keys, given),
        keys.notNegative(RemovalOptions.RETENTION_INTERVAL),
        keys.notNegative(RemovalOptions.REPEAT_FOR),
        keys.notNegative(RemovalOptions.DELETION_INTERVAL));
  }

  private static RetentionPolicy policy(CheckedConfiguration keys, Map<String, String> all) {
    Map<String, String> ages = new TreeMap<>();
    all.forEach(
        (key, age) -> {
          if (key.startsWith(PREFIX)
              && CompactionOptions.ALL.stream().noneMatch(option -> option.key().equals(key))) {
            ages.put(table(key), age(key, age));
          }
        });
    String given = keys.text(RemovalOptions.RULES);
    String rules = given == null ? "" : given;
    try {
      return RetentionPolicy.of(rules, ages);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s is '%s': %s".formatted(RemovalOptions.RULES.key(), rules, e.getMessage()), e);
    }
  }

  private static String table(String key) {
    String name = key.substring(PREFIX.length());
    if (Tables.ALL.stream().noneMatch(table -> table.name().equals(name))) {
      throw new IllegalArgumentException(
          "%s names no table; there are %s"
              .formatted(key, Tables.ALL.stream().map(TableDefinition::name).toList()));
    }
    return name;
  }

  private static String age(String key, String age) {
    try {
      RetentionPolicy.of("", Map.of(key, age));
      return age;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(key, e.getMessage()), e);
    }
  }
}
