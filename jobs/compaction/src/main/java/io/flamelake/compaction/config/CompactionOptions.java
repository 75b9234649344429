package io.flamelake.compaction.config;

import io.flamelake.catalog.Tables;
import io.flamelake.stacks.config.CheckedConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
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

  public static final ConfigOption<Integer> ROW_GROUP_ROWS =
      ConfigOptions.key("compaction.row-group-rows")
          .intType()
          .defaultValue(4_000_000)
          .withDescription(
              "Rows of a row group at most: Trino reads one as a whole, however few of its rows a"
                  + " query wants.");

  public static final ConfigOption<Boolean> ABSENT_COLUMNS =
      ConfigOptions.key("compaction.absent-columns")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether files have the columns, and fields of frames, that none of their rows has;"
                  + " only readers that do not know the table's schema want them.");

  public static final ConfigOption<MemorySize> SORT_MEMORY =
      ConfigOptions.key("compaction.sort-memory")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(256))
          .withDescription(
              "Memory for rows that are sorted, at least 8 MiB; what has no room goes to local"
                  + " files.");

  public static final ConfigOption<MemorySize> DELETE_MEMORY =
      ConfigOptions.key("compaction.delete-memory")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(128))
          .withDescription(
              "Memory for the deletes that apply to one data file, about; a file with more is left"
                  + " as it is, and told.");

  public static final ConfigOption<Integer> THREADS =
      ConfigOptions.key("compaction.threads")
          .intType()
          .defaultValue(1)
          .withDescription(
              "How many groups of files of a table are rewritten at a time; each takes"
                  + " compaction.sort-memory, a row group and the deletes of a file.");

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
          .defaultValue(Duration.ofMinutes(10))
          .withDescription(
              "How long another compactor waits for one that died; a living one prolongs its"
                  + " lock.");

  public static final ConfigOption<Integer> ATTEMPTS =
      ConfigOptions.key("compaction.attempts")
          .intType()
          .defaultValue(5)
          .withDescription("How often a table is planned anew when other commits were in the way.");

  public static final ConfigOption<Integer> SMALL_MANIFESTS =
      ConfigOptions.key("manifests.min-count")
          .intType()
          .defaultValue(30)
          .withDescription(
              "So many manifests that are smaller than half the table's property"
                  + " commit.manifest.target-size-bytes (8 MiB unless set) become large ones.");

  public static final ConfigOption<Boolean> ORPHANS_REMOVE =
      ConfigOptions.key("orphans.remove")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether files below a table's location that no metadata of it names are deleted.");

  public static final ConfigOption<Duration> ORPHANS_OLDER_THAN =
      ConfigOptions.key("orphans.older-than")
          .durationType()
          .defaultValue(Duration.ofDays(3))
          .withDescription(
              "How old such files are at least, 1 d or more; longer than any writer may take, or"
                  + " stand still, between a file and its commit.");

  public static final ConfigOption<Duration> ORPHANS_INTERVAL =
      ConfigOptions.key("orphans.interval")
          .durationType()
          .defaultValue(Duration.ofDays(1))
          .withDescription("How long a table's files are not listed again for it.");

  public static final ConfigOption<Duration> ROLL_UP_DELAY =
      ConfigOptions.key("rollup.delay")
          .durationType()
          .defaultValue(Duration.ofMinutes(15))
          .withDescription(
              "How long after its end an hour is summed; what comes later is added by the next"
                  + " run.");

  public static final ConfigOption<Duration> SCHEDULE_INTERVAL =
      ConfigOptions.key("schedule.interval")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription(
              "How long the compaction job leaves a table alone between two runs; without effect"
                  + " on a single run.");

  public static final ConfigOption<Map<String, String>> SCHEDULE =
      ConfigOptions.key("schedule")
          .mapType()
          .defaultValue(Map.of())
          .withDescription("The same for one table, as in schedule.stacks=1 h.");

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
          ROW_GROUP_ROWS,
          ABSENT_COLUMNS,
          SORT_MEMORY,
          DELETE_MEMORY,
          SORT_FOLDER,
          THREADS,
          EXPIRE_SNAPSHOTS,
          LOCK_TTL,
          ATTEMPTS,
          SMALL_MANIFESTS,
          ORPHANS_REMOVE,
          ORPHANS_OLDER_THAN,
          ORPHANS_INTERVAL,
          ROLL_UP_DELAY,
          SCHEDULE_INTERVAL,
          SCHEDULE,
          RemovalOptions.RETENTION,
          RemovalOptions.RULES,
          RemovalOptions.RETENTION_INTERVAL,
          RemovalOptions.REPEAT_FOR,
          RemovalOptions.DELETION_INTERVAL);

  /** Those of them whose key is followed by a dot and a name. */
  static final List<ConfigOption<?>> MAPS = List.of(SCHEDULE, RemovalOptions.RETENTION);

  private CompactionOptions() {}

  /**
   * The configuration with these keys.
   *
   * @throws IllegalArgumentException naming a key that nothing knows
   */
  static CheckedConfiguration checked(Map<String, String> given) {
    return new CheckedConfiguration("compaction", ALL, MAPS, given);
  }
}
