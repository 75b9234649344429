package io.flamelake.ingest.kafka;

import io.flamelake.stacks.record.RawRecord;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * The watermark of a partition: the largest timestamp less a little, as producers' own timestamps
 * come slightly out of order. Where nothing has come for a while it goes on with the wall clock, so
 * that the last snapshots of a topic gone quiet are taken too, and an empty partition holds up
 * nothing.
 */
final class PartitionWatermarks implements WatermarkGenerator<RawRecord> {
  static final long OUT_OF_ORDER_MILLIS = 5000;

  private final long idleAfterMillis;
  private final IdleTime idle;
  private final ProfileWatermarks.WallClock wallClock;
  private boolean cameSince;
  private long watermark = Long.MIN_VALUE;

  PartitionWatermarks(long idleAfterMillis, IdleTime idle, ProfileWatermarks.WallClock wallClock) {
    this.idleAfterMillis = idleAfterMillis;
    this.idle = idle;
    this.wallClock = wallClock;
  }

  @Override
  public void onEvent(RawRecord record, long timestamp, WatermarkOutput output) {
    cameSince = true;
    // A producer's clock that is ahead would make everybody else's records late.
    advance(Math.min(timestamp, wallClock.millis()) - OUT_OF_ORDER_MILLIS);
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    long idleMillis = idle.lookMillis();
    if (cameSince) {
      cameSince = false;
      idle.reset();
    } else if (idleMillis >= idleAfterMillis) {
      advance(wallClock.millis() - Math.max(idleAfterMillis, OUT_OF_ORDER_MILLIS));
    }
    if (watermark != Long.MIN_VALUE) {
      output.emitWatermark(new Watermark(watermark));
    }
  }

  private void advance(long to) {
    watermark = Math.max(watermark, to);
  }
}
