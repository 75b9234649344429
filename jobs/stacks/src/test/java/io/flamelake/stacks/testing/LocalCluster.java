package io.flamelake.stacks.testing;

import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;

/** What Flink's mini cluster runs with in tests: on 127.0.0.1, with RocksDB. */
public final class LocalCluster {
  private LocalCluster() {}

  /**
   * Adds it to the settings of a job.
   *
   * @param checkpoints folder for checkpoints
   */
  public static Configuration configure(Configuration configuration, Path checkpoints) {
    configuration.setString("state.backend.type", "rocksdb");
    configuration.setString("rest.bind-address", "127.0.0.1");
    configuration.setString("rest.bind-port", "0");
    configuration.setString("jobmanager.bind-host", "127.0.0.1");
    configuration.setString("taskmanager.bind-host", "127.0.0.1");
    configuration.setString("taskmanager.host", "127.0.0.1");
    configuration.setString("execution.checkpointing.dir", checkpoints.toUri().toString());
    return configuration;
  }
}
