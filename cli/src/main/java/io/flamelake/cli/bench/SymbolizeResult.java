package io.flamelake.cli.bench;

/**
 * What symbolizing stacks took.
 *
 * @param stacks that went through Kafka, the job and into the table
 * @param frames that they have in the table
 * @param wallSeconds from the first stack sent until a checkpoint held the last
 * @param cpuSeconds of Flink's two processes meanwhile
 */
public record SymbolizeResult(long stacks, long frames, double wallSeconds, double cpuSeconds) {

  /** Stacks a second of CPU time: what one core would do. */
  public double stacksPerCpuSecond() {
    return stacks / cpuSeconds;
  }
}
