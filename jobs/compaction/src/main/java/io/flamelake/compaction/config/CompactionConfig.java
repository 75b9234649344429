package io.flamelake.compaction.config;

import io.flamelake.catalog.CatalogOptions;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.catalog.Tables;
import io.flamelake.compaction.plan.Rules;
import io.flamelake.compaction.rewrite.FileSizes;
import io.flamelake.compaction.rewrite.WorkSpace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;

/**
 * What compaction runs with, checked.
 *
 * @param dryRun whether it only tells its plan
 */
public record CompactionConfig(
    CatalogOptions catalog,
    List<TableDefinition> tables,
    boolean dryRun,
    Rules rules,
    FileSizes sizes,
    WorkSpace space,
    Running running) {

  /**
   * How it deals with others, and with what it leaves behind.
   *
   * @param lockTtl after which the lock of a compactor that died is void
   * @param attempts how often a table is planned anew after conflicts
   * @param expireSnapshots whether old snapshots go
   */
  public record Running(Duration lockTtl, int attempts, boolean expireSnapshots) {}

  private static final long LEAST_SORT_BYTES = 8L << 20;

  /**
   * Checks keys and values.
   *
   * @throws IllegalArgumentException naming the key, its value and what it must be
   */
  public static CompactionConfig from(Map<String, String> given) {
    Configuration configuration = CompactionOptions.checked(given);
    FileSizes sizes =
        new FileSizes(
            bytes(configuration, CompactionOptions.TARGET_FILE_SIZE),
            bytes(configuration, CompactionOptions.ROW_GROUP_SIZE));
    return new CompactionConfig(
        CatalogOptions.from(given),
        tables(configuration),
        value(configuration, CompactionOptions.DRY_RUN),
        rules(configuration, sizes.targetFileBytes()),
        sizes,
        space(configuration),
        new Running(
            time(configuration, CompactionOptions.LOCK_TTL),
            count(configuration, CompactionOptions.ATTEMPTS),
            value(configuration, CompactionOptions.EXPIRE_SNAPSHOTS)));
  }

  private static Rules rules(Configuration configuration, long targetFileBytes) {
    long groupBytes = bytes(configuration, CompactionOptions.MAX_GROUP_SIZE);
    if (groupBytes < 2 * targetFileBytes) {
      throw wrong(
          CompactionOptions.MAX_GROUP_SIZE,
          new MemorySize(groupBytes),
          "at least twice " + CompactionOptions.TARGET_FILE_SIZE.key());
    }
    return new Rules(
        time(configuration, CompactionOptions.SEAL_DELAY),
        time(configuration, CompactionOptions.MERGE_DELAY),
        count(configuration, CompactionOptions.OPEN_FILES),
        count(configuration, CompactionOptions.DELETE_FILES),
        targetFileBytes,
        groupBytes);
  }

  private static WorkSpace space(Configuration configuration) {
    long memory = bytes(configuration, CompactionOptions.SORT_MEMORY);
    if (memory < LEAST_SORT_BYTES) {
      throw wrong(CompactionOptions.SORT_MEMORY, new MemorySize(memory), "at least 8 mb");
    }
    String folder = value(configuration, CompactionOptions.SORT_FOLDER);
    return new WorkSpace(
        Path.of(folder == null ? System.getProperty("java.io.tmpdir") : folder), memory);
  }

  private static List<TableDefinition> tables(Configuration configuration) {
    List<String> names = value(configuration, CompactionOptions.TABLES);
    for (String name : names) {
      if (Tables.ALL.stream().noneMatch(table -> table.name().equals(name))) {
        throw wrong(
            CompactionOptions.TABLES,
            name,
            "of " + Tables.ALL.stream().map(TableDefinition::name).toList());
      }
    }
    return Tables.ALL.stream().filter(table -> names.contains(table.name())).toList();
  }

  private static int count(Configuration configuration, ConfigOption<Integer> option) {
    int count = value(configuration, option);
    if (count < 1) {
      throw wrong(option, count, "at least 1");
    }
    return count;
  }

  private static long bytes(Configuration configuration, ConfigOption<MemorySize> option) {
    MemorySize size = value(configuration, option);
    if (size.getBytes() < 1) {
      throw wrong(option, size, "at least 1 byte");
    }
    return size.getBytes();
  }

  private static Duration time(Configuration configuration, ConfigOption<Duration> option) {
    Duration duration = value(configuration, option);
    if (duration.isNegative()) {
      throw wrong(option, duration, "at least 0");
    }
    return duration;
  }

  private static <T> T value(Configuration configuration, ConfigOption<T> option) {
    try {
      return configuration.get(option);
    } catch (IllegalArgumentException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      String given = configuration.toMap().get(option.key());
      throw new IllegalArgumentException(
          "%s is '%s': %s".formatted(option.key(), given, cause.getMessage()), e);
    }
  }

  private static IllegalArgumentException wrong(ConfigOption<?> option, Object value, String must) {
    return new IllegalArgumentException(
        "%s is '%s', but must be %s".formatted(option.key(), value, must));
  }
}
