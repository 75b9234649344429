package io.flamelake.ingest;

import io.flamelake.catalog.Configurations;
import io.flamelake.catalog.LakeCatalog;
import io.flamelake.catalog.Tables;
import io.flamelake.ingest.config.IngestConfig;
import io.flamelake.ingest.config.IngestOptions;
import io.flamelake.ingest.kafka.ProfileSource;
import io.flamelake.stacks.config.JobEnvironment;
import io.flamelake.stacks.kafka.KafkaTopics;
import io.flamelake.stacks.kafka.UnresolvedTopic;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Kafka to Iceberg: {@code IngestJob --config FILE --key value}; the keys are those of {@link
 * IngestOptions}, {@code catalog.*} and {@code tables.*}.
 */
public final class IngestJob {
  private IngestJob() {}

  /**
   * Submits the job.
   *
   * @throws IllegalArgumentException before anything starts, if the configuration is wrong; its
   *     message is one line that names the key
   */
  public static void main(String[] arguments) throws Exception {
    IngestConfig config = IngestConfig.from(Configurations.from(arguments));
    checkTopics(config);
    try (LakeCatalog lake = LakeCatalog.open(config.catalog())) {
      lake.createOrCheckTables(Tables.INGESTED, config.buckets());
    }
    StreamExecutionEnvironment environment = JobEnvironment.create();
    new IngestTopology(config, new IcebergTables(config.catalog(), config.maxOpenPartitions()))
        .define(ProfileSource.stream(environment, config));
    environment.execute("flamelake-ingest");
  }

  private static void checkTopics(IngestConfig config) throws InterruptedException {
    try (KafkaTopics topics =
        new KafkaTopics(
            IngestOptions.BOOTSTRAP_SERVERS.key(),
            config.bootstrapServers(),
            config.kafkaProperties())) {
      topics.checkExist(IngestOptions.TOPICS.key(), config.topics());
      UnresolvedTopic unresolved = config.unresolvedTopic();
      if (unresolved != null) {
        topics.checkExist(IngestOptions.UNRESOLVED_TOPIC.key(), List.of(unresolved.name()));
        topics.checkTakes(
            IngestOptions.UNRESOLVED_MAX_SIZE.key(),
            unresolved.name(),
            unresolved.maxRecordBytes());
      }
    }
  }
}
