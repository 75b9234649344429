package io.flamelake.stacks.config;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What the jobs need of Flink whatever the cluster is set to. */
public final class JobEnvironment {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMinutes(1);

  private JobEnvironment() {}

  /** An environment to define a job in; it has checkpoints. */
  public static StreamExecutionEnvironment create() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.configure(settings());
    if (!environment.getCheckpointConfig().isCheckpointingEnabled()) {
      // Without checkpoints nothing would ever be committed.
      environment.enableCheckpointing(CHECKPOINT_INTERVAL.toMillis());
    }
    return environment;
  }

  /** Its settings, without the checkpoints. */
  public static Configuration settings() {
    return new Configuration()
        // Streams hold only values that nobody changes, and views that are read at once.
        .set(PipelineOptions.OBJECT_REUSE, true)
        .set(PipelineOptions.GENERIC_TYPES, false)
        .set(PipelineOptions.AUTO_GENERATE_UIDS, false)
        .set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
  }
}
