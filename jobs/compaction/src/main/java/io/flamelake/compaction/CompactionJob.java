package io.flamelake.compaction;

import io.flamelake.catalog.Configurations;
import io.flamelake.catalog.LakeCatalog;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.stacks.config.JobEnvironment;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Looks after the tables for ever, each by its schedule: {@code CompactionJob --config FILE --key
 * value}; the keys are those of {@code CompactionOptions}, {@code catalog.*} and {@code tables.*}.
 */
public final class CompactionJob {
  private CompactionJob() {}

  /**
   * Submits the job.
   *
   * @throws IllegalArgumentException before anything starts, if the configuration is wrong; its
   *     message is one line that names the key
   */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> configuration = Configurations.from(arguments);
    CompactionConfig config = CompactionConfig.from(configuration);
    try (LakeCatalog lake = LakeCatalog.open(config.catalog())) {
      lake.createOrCheckTables(config.buckets());
    }
    StreamExecutionEnvironment environment = JobEnvironment.create();
    new CompactionTopology(configuration, Actions::all).define(environment);
    environment.execute("flamelake-compaction");
  }
}
