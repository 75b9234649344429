package io.flamelake.cli.stack;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a user asks of a start.
 *
 * @param ports ports that must be these and no others
 * @param jobs those that are submitted; if there are any, the tables are created
 * @param flink settings of Flink for the jobs that this start submits
 */
public record UpOptions(
    Map<PortName, Integer> ports, Set<JobName> jobs, Map<String, String> flink) {
  private static final Set<JobName> ALL = EnumSet.allOf(JobName.class);

  public UpOptions {
    ports = Map.copyOf(ports);
    jobs = Collections.unmodifiableSet(new TreeSet<>(jobs));
    flink = Map.copyOf(flink);
  }

  /** Everything, on whatever ports are free. */
  public static UpOptions usual() {
    return on(Map.of());
  }

  /** Everything, on these ports and whatever others are free. */
  public static UpOptions on(Map<PortName, Integer> ports) {
    return new UpOptions(ports, ALL, Map.of());
  }

  /** The servers, and these jobs alone. */
  public static UpOptions withOnly(Set<JobName> jobs) {
    return new UpOptions(Map.of(), jobs, Map.of());
  }

  /** The same with another time between checkpoints. */
  public UpOptions withCheckpointsEvery(Duration interval) {
    return new UpOptions(
        ports, jobs, Map.of("execution.checkpointing.interval", interval.toMillis() + " ms"));
  }
}
