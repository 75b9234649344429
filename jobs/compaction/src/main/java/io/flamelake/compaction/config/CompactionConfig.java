package io.flamelake.compaction.config;

import io.flamelake.catalog.CatalogOptions;
import io.flamelake.catalog.CreateTables;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.catalog.Tables;
import io.flamelake.compaction.plan.Rules;
import io.flamelake.compaction.rewrite.FileRules;
import io.flamelake.compaction.rewrite.WorkSpace;
import io.flamelake.stacks.config.CheckedConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.MemorySize;

/**
 * What compaction runs with, checked.
 *
 * @param buckets for tables that are created
 * @param dryRun whether it only tells its plan
 * @param removals what rows go, by age or on request
 * @param rollUpDelay after its end until an hour is summed
 * @param schedule how long each table is left alone between two runs
 */
public record CompactionConfig(
    CatalogOptions catalog,
    int buckets,
    List<TableDefinition> tables,
    boolean dryRun,
    Rules rules,
    FileRules files,
    WorkSpace space,
    Running running,
    Removals removals,
    Orphans orphans,
    Duration rollUpDelay,
    Map<String, Duration> schedule) {

  /**
   * How it deals with others, and with what it leaves behind.
   *
   * @param lockTtl after which the lock of a compactor that died is void
   * @param attempts how often a table is planned anew after conflicts
   * @param threads how many groups of files are rewritten at a time
   * @param smallManifests so many of them are made into large ones
   * @param expireSnapshots whether old snapshots go
   */
  public record Running(
      Duration lockTtl, int attempts, int threads, int smallManifests, boolean expireSnapshots) {}

  private static final long LEAST_SORT_BYTES = 8L << 20;

  /**
   * Checks keys and values.
   *
   * @throws IllegalArgumentException naming the key, its value and what it must be
   */
  public static CompactionConfig from(Map<String, String> given) {
    CheckedConfiguration keys = CompactionOptions.checked(given);
    FileRules files =
        new FileRules(
            keys.bytes(CompactionOptions.TARGET_FILE_SIZE),
            keys.bytes(CompactionOptions.ROW_GROUP_SIZE),
            keys.count(CompactionOptions.ROW_GROUP_ROWS),
            keys.value(CompactionOptions.ABSENT_COLUMNS));
    return new CompactionConfig(
        CatalogOptions.from(given),
        CreateTables.buckets(given),
        tables(keys),
        keys.value(CompactionOptions.DRY_RUN),
        rules(keys, files.targetFileBytes()),
        files,
        space(keys),
        new Running(
            keys.notNegative(CompactionOptions.LOCK_TTL),
            keys.count(CompactionOptions.ATTEMPTS),
            keys.count(CompactionOptions.THREADS),
            keys.count(CompactionOptions.SMALL_MANIFESTS),
            keys.value(CompactionOptions.EXPIRE_SNAPSHOTS)),
        Removals.from(keys, given),
        Orphans.from(keys),
        keys.notNegative(CompactionOptions.ROLL_UP_DELAY),
        ScheduleConfig.from(keys));
  }

  private static Rules rules(CheckedConfiguration keys, long targetFileBytes) {
    long groupBytes = keys.bytes(CompactionOptions.MAX_GROUP_SIZE);
    if (groupBytes < 2 * targetFileBytes) {
      throw CheckedConfiguration.wrong(
          CompactionOptions.MAX_GROUP_SIZE,
          new MemorySize(groupBytes),
          "at least twice " + CompactionOptions.TARGET_FILE_SIZE.key());
    }
    return new Rules(
        keys.notNegative(CompactionOptions.SEAL_DELAY),
        keys.notNegative(CompactionOptions.MERGE_DELAY),
        keys.count(CompactionOptions.OPEN_FILES),
        keys.count(CompactionOptions.DELETE_FILES),
        targetFileBytes,
        groupBytes);
  }

  private static WorkSpace space(CheckedConfiguration keys) {
    long memory = keys.bytes(CompactionOptions.SORT_MEMORY);
    if (memory < LEAST_SORT_BYTES) {
      throw CheckedConfiguration.wrong(
          CompactionOptions.SORT_MEMORY, new MemorySize(memory), "at least 8 mb");
    }
    String folder = keys.text(CompactionOptions.SORT_FOLDER);
    return new WorkSpace(
        Path.of(folder == null ? System.getProperty("java.io.tmpdir") : folder),
        memory,
        keys.bytes(CompactionOptions.DELETE_MEMORY));
  }

  private static List<TableDefinition> tables(CheckedConfiguration keys) {
    List<String> names = keys.value(CompactionOptions.TABLES);
    for (String name : names) {
      if (Tables.ALL.stream().noneMatch(table -> table.name().equals(name))) {
        throw CheckedConfiguration.wrong(
            CompactionOptions.TABLES,
            name,
            "of " + Tables.ALL.stream().map(TableDefinition::name).toList());
      }
    }
    return Tables.ALL.stream().filter(table -> names.contains(table.name())).toList();
  }
}
