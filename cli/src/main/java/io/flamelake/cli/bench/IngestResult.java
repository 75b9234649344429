package io.flamelake.cli.bench;

/**
 * What ingesting one data set took, after the warm-up.
 *
 * @param profiles records pushed
 * @param gzipBytes of all of them
 * @param samples rows that came into the table {@code samples}
 * @param wallSeconds from the first record sent until a checkpoint held the last
 * @param pushSeconds until the last record was in Kafka
 * @param cpu what Flink's two processes took
 * @param files what came into the table {@code samples}
 * @param checkpoints completed meanwhile
 */
public record IngestResult(
    DataSet dataSet,
    long profiles,
    long gzipBytes,
    long samples,
    double wallSeconds,
    double pushSeconds,
    Cpu cpu,
    Files files,
    long checkpoints) {

  /**
   * CPU time of the JobManager and TaskManager, and the most memory that both had resident.
   *
   * @param seconds all of it
   * @param jitSeconds the JIT compilers' part
   * @param gcSeconds the garbage collectors' part
   */
  public record Cpu(double seconds, double jitSeconds, double gcSeconds, long peakBytes) {
    /** The compilers' share of the CPU time. */
    public double jitShare() {
      return jitSeconds / seconds;
    }
  }

  /** Data files and their bytes. */
  public record Files(long count, long bytes) {
    Files minus(Files before) {
      return new Files(count - before.count, bytes - before.bytes);
    }
  }

  /** Profiles a second of CPU time: what one core would do. */
  public double profilesPerCpuSecond() {
    return profiles / cpu.seconds();
  }

  /** Rows of {@code samples} a second of CPU time. */
  public double samplesPerCpuSecond() {
    return samples / cpu.seconds();
  }

  /** CPU seconds for a thousand profiles. */
  public double cpuSecondsPerThousand() {
    return cpu.seconds() / profiles * 1000;
  }

  /** Profiles of this size a second that are the ceiling, 0 where there is none. */
  public double ceiling() {
    return dataSet.ceiling() * profiles / gzipBytes;
  }

  /** The share of the ceiling that is reached. */
  public double ofCeiling() {
    return profilesPerCpuSecond() / ceiling();
  }

  /** Bytes of data files for each row of {@code samples}. */
  public double bytesPerRow() {
    return samples == 0 ? 0 : files.bytes() / (double) samples;
  }
}
