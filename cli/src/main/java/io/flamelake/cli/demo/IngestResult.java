package io.flamelake.cli.demo;

import java.time.Duration;

/**
 * What ingesting one data set took.
 *
 * @param dataSet its name
 * @param profiles records pushed
 * @param samples rows that came into the table {@code samples}
 * @param wall from the first record sent until Trino saw the last
 * @param cpu of Flink's two processes over that time
 * @param peakBytes the most memory that both together had resident since they started
 */
public record IngestResult(
    String dataSet, long profiles, long samples, Duration wall, Duration cpu, long peakBytes) {
  private static final double NANOS = 1e9;

  /** Profiles a second of wall time. */
  public double profilesPerSecond() {
    return profiles * NANOS / wall.toNanos();
  }

  /** Samples a second of wall time. */
  public double samplesPerSecond() {
    return samples * NANOS / wall.toNanos();
  }

  /** Profiles a second of CPU time: what one core would do. */
  public double profilesPerCpuSecond() {
    return profiles * NANOS / Math.max(1, cpu.toNanos());
  }

  /** CPU seconds for a thousand profiles. */
  public double cpuSecondsPerThousand() {
    return cpu.toNanos() / NANOS / profiles * 1000;
  }
}
