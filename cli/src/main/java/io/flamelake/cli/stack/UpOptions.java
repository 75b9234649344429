package io.flamelake.cli.stack;

import java.util.Map;

/**
 * What a user asks of a start.
 *
 * @param ports ports that must be these and no others
 * @param ingest whether the tables are created and the ingest job is submitted
 */
public record UpOptions(Map<PortName, Integer> ports, boolean ingest) {
  public UpOptions {
    ports = Map.copyOf(ports);
  }

  /** Everything, on whatever ports are free. */
  public static UpOptions usual() {
    return new UpOptions(Map.of(), true);
  }
}
