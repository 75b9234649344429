package io.flamelake.cli.stack;

import java.time.Duration;
import java.util.Map;

/**
 * What a user asks of a start.
 *
 * @param ports ports that must be these and no others
 * @param ingest whether the tables are created and the ingest job is submitted
 * @param flink settings of Flink for the ingest job, if this start submits it
 */
public record UpOptions(Map<PortName, Integer> ports, boolean ingest, Map<String, String> flink) {
  public UpOptions {
    ports = Map.copyOf(ports);
    flink = Map.copyOf(flink);
  }

  public UpOptions(Map<PortName, Integer> ports, boolean ingest) {
    this(ports, ingest, Map.of());
  }

  /** Everything, on whatever ports are free. */
  public static UpOptions usual() {
    return new UpOptions(Map.of(), true);
  }

  /** The same with another time between checkpoints. */
  public UpOptions withCheckpointsEvery(Duration interval) {
    return new UpOptions(
        ports, ingest, Map.of("execution.checkpointing.interval", interval.toMillis() + " ms"));
  }
}
