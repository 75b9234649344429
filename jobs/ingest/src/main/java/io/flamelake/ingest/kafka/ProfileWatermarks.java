package io.flamelake.ingest.kafka;

import io.flamelake.stacks.record.RawRecord;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks of the source, in the time of Kafka's timestamps: up to which of them all records were
 * read. {@link PartitionWatermarks} tells it of each partition, Flink takes the least.
 */
final class ProfileWatermarks implements WatermarkStrategy<RawRecord> {
  private static final long serialVersionUID = 1L;

  private final long idleMillis;
  private final UncommittedBytes uncommitted;
  private final WallClock wallClock;

  /** Set when Flink asked for the first generator, so it is not carried to other machines. */
  private transient PartitionCount partitions;

  /**
   * Makes them.
   *
   * @param uncommitted while these are full, nothing is expected to come
   */
  ProfileWatermarks(Duration idleTimeout, UncommittedBytes uncommitted, WallClock wallClock) {
    this.idleMillis = idleTimeout.toMillis();
    this.uncommitted = uncommitted;
    this.wallClock = wallClock;
  }

  /**
   * Flink asks once for each reader, then for each partition that the reader has. The first is for
   * records that belong to no partition, which Kafka has none of; whatever it told would go past
   * what partitions tell.
   */
  @Override
  public WatermarkGenerator<RawRecord> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    IdleTime idle = new IdleTime(context.getInputActivityClock(), uncommitted);
    if (partitions == null) {
      partitions = new PartitionCount();
      return new ReaderWatermarks(idleMillis, idle, partitions);
    }
    partitions.count++;
    return new PartitionWatermarks(idleMillis, idle, wallClock);
  }

  /** How many partitions a reader was given. */
  static final class PartitionCount {
    int count;
  }

  /** Milliseconds since 1970-01-01 UTC. */
  @FunctionalInterface
  interface WallClock extends Serializable {
    long millis();
  }
}
