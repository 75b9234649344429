package io.flamelake.compaction.config;

import io.flamelake.stacks.config.CheckedConfiguration;
import java.time.Duration;
import org.apache.flink.util.TimeUtils;

/**
 * How files that nothing names are removed.
 *
 * @param olderThan how old they are at least
 * @param interval how long a table is not listed again
 */
public record Orphans(boolean enabled, Duration olderThan, Duration interval) {
  private static final Duration LEAST_AGE = Duration.ofDays(1);

  static Orphans from(CheckedConfiguration keys) {
    Duration olderThan = keys.positive(CompactionOptions.ORPHANS_OLDER_THAN);
    if (olderThan.compareTo(LEAST_AGE) < 0) {
      throw CheckedConfiguration.wrong(
          CompactionOptions.ORPHANS_OLDER_THAN,
          TimeUtils.formatWithHighestUnit(olderThan),
          "at least 1 d: younger files may be about to be committed");
    }
    return new Orphans(
        keys.value(CompactionOptions.ORPHANS_REMOVE),
        olderThan,
        keys.positive(CompactionOptions.ORPHANS_INTERVAL));
  }
}
