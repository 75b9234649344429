package io.flamelake.ingest;

import io.flamelake.ingest.config.IngestConfig;
import io.flamelake.ingest.kafka.ProfileSource;
import io.flamelake.stacks.config.JobEnvironment;
import io.flamelake.stacks.testing.RunningJob;
import java.nio.file.Path;

/** The whole job in a mini cluster. */
final class IngestJobs {
  private IngestJobs() {}

  /** The job without an end. */
  static RunningJob running(IngestConfig config, Path checkpoints) throws Exception {
    return new RunningJob(
        JobEnvironment.settings(),
        checkpoints,
        environment ->
            new IngestTopology(
                    config, new IcebergTables(config.catalog(), config.maxOpenPartitions()))
                .define(ProfileSource.stream(environment, config)));
  }
}
