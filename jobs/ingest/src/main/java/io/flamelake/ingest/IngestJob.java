package io.flamelake.ingest;

import io.flamelake.catalog.Configurations;
import io.flamelake.catalog.LakeCatalog;
import io.flamelake.ingest.config.IngestConfig;
import io.flamelake.ingest.config.IngestOptions;
import io.flamelake.ingest.kafka.KafkaTopics;
import io.flamelake.ingest.kafka.ProfileSource;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Kafka to Iceberg: {@code IngestJob --config FILE --key value}; the keys are those of {@link
 * IngestOptions}, {@code catalog.*} and {@code tables.*}.
 */
public final class IngestJob {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMinutes(1);

  private IngestJob() {}

  /**
   * Submits the job.
   *
   * @throws IllegalArgumentException before anything starts, if the configuration is wrong; its
   *     message is one line that names the key
   */
  public static void main(String[] arguments) throws Exception {
    IngestConfig config = IngestConfig.from(Configurations.from(arguments));
    KafkaTopics.check(config);
    try (LakeCatalog lake = LakeCatalog.open(config.catalog())) {
      lake.createOrCheckTables(config.buckets());
    }
    StreamExecutionEnvironment environment = environment();
    new IngestTopology(config, new IcebergTables(config.catalog(), config.maxOpenPartitions()))
        .define(ProfileSource.stream(environment, config));
    environment.execute("flamelake-ingest");
  }

  private static StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.configure(settings());
    if (!environment.getCheckpointConfig().isCheckpointingEnabled()) {
      // Without checkpoints nothing would ever be committed.
      environment.enableCheckpointing(CHECKPOINT_INTERVAL.toMillis());
    }
    return environment;
  }

  /** What the job needs of Flink whatever the cluster is set to. */
  static Configuration settings() {
    return new Configuration()
        // Streams hold only values that nobody changes, and views that are read at once.
        .set(PipelineOptions.OBJECT_REUSE, true)
        .set(PipelineOptions.GENERIC_TYPES, false)
        .set(PipelineOptions.AUTO_GENERATE_UIDS, false)
        .set(
            CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
            org.apache.flink.core.execution.CheckpointingMode.EXACTLY_ONCE);
  }
}
