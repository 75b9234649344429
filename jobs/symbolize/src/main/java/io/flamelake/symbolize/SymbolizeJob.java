package io.flamelake.symbolize;

import io.flamelake.catalog.Configurations;
import io.flamelake.catalog.LakeCatalog;
import io.flamelake.catalog.Tables;
import io.flamelake.stacks.config.JobEnvironment;
import io.flamelake.stacks.kafka.KafkaTopics;
import io.flamelake.stacks.kafka.UnresolvedTopic;
import io.flamelake.symbolize.config.SymbolizeConfig;
import io.flamelake.symbolize.config.SymbolizeOptions;
import io.flamelake.symbolize.kafka.SymbolizeSources;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Stacks without functions to stacks with functions: {@code SymbolizeJob --config FILE --key
 * value}; the keys are those of {@link SymbolizeOptions}, {@code catalog.*} and {@code tables.*}.
 */
public final class SymbolizeJob {
  private SymbolizeJob() {}

  /**
   * Submits the job.
   *
   * @throws IllegalArgumentException before anything starts, if the configuration is wrong; its
   *     message is one line that names the key
   */
  public static void main(String[] arguments) throws Exception {
    SymbolizeConfig config = SymbolizeConfig.from(Configurations.from(arguments));
    checkTopics(config);
    try (LakeCatalog lake = LakeCatalog.open(config.catalog())) {
      lake.createOrCheckTables(Tables.INGESTED, config.buckets());
    }
    StreamExecutionEnvironment environment = JobEnvironment.create();
    new SymbolizeTopology(config, new ConfiguredIndexes(config.sources()))
        .define(
            SymbolizeSources.stacks(environment, config),
            SymbolizeSources.uploads(environment, config));
    environment.execute("flamelake-symbolize");
  }

  private static void checkTopics(SymbolizeConfig config) throws InterruptedException {
    UnresolvedTopic stacks = config.stacks();
    try (KafkaTopics topics =
        new KafkaTopics(
            SymbolizeOptions.BOOTSTRAP_SERVERS.key(),
            stacks.bootstrapServers(),
            stacks.properties())) {
      topics.checkExist(SymbolizeOptions.UNRESOLVED_TOPIC.key(), List.of(stacks.name()));
      topics.checkExist(SymbolizeOptions.UPLOADS_TOPIC.key(), List.of(config.uploadsTopic()));
      topics.checkTakes(
          SymbolizeOptions.UNRESOLVED_MAX_SIZE.key(), stacks.name(), stacks.maxRecordBytes());
    }
  }
}
