package io.flamelake.compaction.config;

import io.flamelake.catalog.Tables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;

/** The keys that configure compaction, beside {@code catalog.*}. */
public final class CompactionOptions {
  public static final ConfigOption<List<String>> TABLES =
      ConfigOptions.key("compaction.tables")
          .stringType()
          .asList()
          .defaultValues(Tables.ALL.stream().map(table -> table.name()).toArray(String[]::new))
          .withDescription("Tables to compact, separated by semicolons.");

  public static final ConfigOption<Boolean> DRY_RUN =
      ConfigOptions.key("compaction.dry-run")
          .booleanType()
          .defaultValue(false)
          .withDescription("Only tell what would be rewritten.");

  public static final ConfigOption<Duration> SEAL_DELAY =
      ConfigOptions.key("compaction.seal-delay")
          .durationType()
          .defaultValue(Duration.ofMinutes(15))
          .withDescription(
              "A partition is sealed once it got no unsorted file for so long; then these files are"
                  + " sorted.");

  public static final ConfigOption<Duration> MERGE_DELAY =
      ConfigOptions.key("compaction.merge-delay")
          .durationType()
          .defaultValue(Duration.ofHours(24))
          .withDescription(
              "Once a partition got no file for so long, its small sorted files become large ones,"
                  + " and deletes are applied to sorted files.");

  public static final ConfigOption<Integer> OPEN_FILES =
      ConfigOptions.key("compaction.open-files")
          .intType()
          .defaultValue(64)
          .withDescription(
              "So many unsorted files are sorted also in a partition that still gets some.");

  public static final ConfigOption<Integer> DELETE_FILES =
      ConfigOptions.key("compaction.delete-files")
          .intType()
          .defaultValue(8)
          .withDescription(
              "Once so many delete files apply to a sorted file, it is rewritten without waiting.");

  public static final ConfigOption<MemorySize> TARGET_FILE_SIZE =
      ConfigOptions.key("compaction.target-file-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(256))
          .withDescription("How large files become.");

  public static final ConfigOption<MemorySize> MAX_GROUP_SIZE =
      ConfigOptions.key("compaction.max-group-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(1024))
          .withDescription(
              "About how many bytes of files are rewritten by one commit; at least twice"
                  + " compaction.target-file-size.");

  public static final ConfigOption<MemorySize> ROW_GROUP_SIZE =
      ConfigOptions.key("compaction.row-group-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(32))
          .withDescription("Row groups of files that are written, held in memory until full.");

  public static final ConfigOption<MemorySize> SORT_MEMORY =
      ConfigOptions.key("compaction.sort-memory")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(256))
          .withDescription(
              "Memory for rows that are sorted, at least 8 MiB; what has no room goes to local"
                  + " files.");

  public static final ConfigOption<String> SORT_FOLDER =
      ConfigOptions.key("compaction.sort-folder")
          .stringType()
          .noDefaultValue()
          .withDescription("Folder for these files; unset: the system's temporary one.");

  public static final ConfigOption<Boolean> EXPIRE_SNAPSHOTS =
      ConfigOptions.key("compaction.expire-snapshots")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether snapshots that are older than the table's property"
                  + " history.expire.max-snapshot-age-ms (5 days unless set) are expired, and files"
                  + " that only they need deleted.");

  public static final ConfigOption<Duration> LOCK_TTL =
      ConfigOptions.key("compaction.lock-ttl")
          .durationType()
          .defaultValue(Duration.ofMinutes(30))
          .withDescription(
              "How long another compactor waits for one that died; a living one prolongs its"
                  + " lock.");

  public static final ConfigOption<Integer> ATTEMPTS =
      ConfigOptions.key("compaction.attempts")
          .intType()
          .defaultValue(5)
          .withDescription("How often a table is planned anew when other commits were in the way.");

  /** All of them, in the order of the documentation. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          TABLES,
          DRY_RUN,
          SEAL_DELAY,
          MERGE_DELAY,
          OPEN_FILES,
          DELETE_FILES,
          TARGET_FILE_SIZE,
          MAX_GROUP_SIZE,
          ROW_GROUP_SIZE,
          SORT_MEMORY,
          SORT_FOLDER,
          EXPIRE_SNAPSHOTS,
          LOCK_TTL,
          ATTEMPTS);

  private static final List<String> OTHER_PREFIXES = List.of("catalog.", "tables.");

  private CompactionOptions() {}

  /**
   * The configuration with these keys.
   *
   * @throws IllegalArgumentException naming a key that nothing knows
   */
  static Configuration checked(Map<String, String> given) {
    for (String key : given.keySet()) {
      boolean known =
          OTHER_PREFIXES.stream().anyMatch(key::startsWith)
              || ALL.stream().anyMatch(option -> key.equals(option.key()));
      if (!known) {
        List<String> names = ALL.stream().map(ConfigOption::key).sorted().toList();
        throw new IllegalArgumentException(
            "%s is not a key of compaction; it knows %s, catalog.* and tables.*"
                .formatted(key, names));
      }
    }
    return Configuration.fromMap(given);
  }
}
