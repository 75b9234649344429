package io.flamelake.ingest.kafka;

import io.flamelake.stacks.record.RawRecord;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** Tells no watermark; says that a reader without partitions is not to be waited for. */
final class ReaderWatermarks implements WatermarkGenerator<RawRecord> {
  private final long idleAfterMillis;
  private final IdleTime idle;
  private final ProfileWatermarks.PartitionCount partitions;

  ReaderWatermarks(
      long idleAfterMillis, IdleTime idle, ProfileWatermarks.PartitionCount partitions) {
    this.idleAfterMillis = idleAfterMillis;
    this.idle = idle;
    this.partitions = partitions;
  }

  @Override
  public void onEvent(RawRecord record, long timestamp, WatermarkOutput output) {
    // Every record belongs to a partition.
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (partitions.count == 0 && idle.lookMillis() >= idleAfterMillis) {
      output.markIdle();
    }
  }
}
