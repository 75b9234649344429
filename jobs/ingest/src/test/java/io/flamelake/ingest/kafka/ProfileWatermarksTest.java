package io.flamelake.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.stacks.record.RawRecord;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class ProfileWatermarksTest {
  private static final long NOW = 1_795_176_000_000L;
  private static final long DISORDER = PartitionWatermarks.OUT_OF_ORDER_MILLIS;
  private static final RawRecord RECORD = new RawRecord("t", 0, 0, 0, Map.of(), null);

  private final ManualClock activity = new ManualClock();
  private final Output output = new Output();
  private long wallMillis = NOW;

  private final UncommittedBytes uncommitted = new UncommittedBytes(1000);
  private final ProfileWatermarks strategy =
      new ProfileWatermarks(Duration.ofSeconds(30), uncommitted, () -> wallMillis);
  private final WatermarkGenerator<RawRecord> reader =
      strategy.createWatermarkGenerator(new Context());

  @Test
  void followsTheLargestTimestampOfThePartitionLessALittle() {
    WatermarkGenerator<RawRecord> partition = partition();
    partition.onPeriodicEmit(output);
    assertThat(output.watermark).isNull();
    read(partition, NOW - 1000);
    read(partition, NOW - 4000);
    partition.onPeriodicEmit(output);
    assertThat(output.watermark).isEqualTo(NOW - 1000 - DISORDER);
  }

  @Test
  void doesNotFollowAProducerWhoseClockIsAhead() {
    WatermarkGenerator<RawRecord> partition = partition();
    read(partition, NOW + 3_600_000);
    partition.onPeriodicEmit(output);
    assertThat(output.watermark).isEqualTo(NOW - DISORDER);
  }

  @Test
  void goesOnWithTheWallClockWhenNothingComes() {
    WatermarkGenerator<RawRecord> partition = partition();
    read(partition, NOW - 1000);
    pass(partition, 29);
    assertThat(output.watermark).isEqualTo(NOW - 1000 - DISORDER);
    pass(partition, 31);
    assertThat(output.watermark).isEqualTo(NOW + 30_000);
    read(partition, NOW + 20_000);
    partition.onPeriodicEmit(output);
    assertThat(output.watermark).isEqualTo(NOW + 30_000);
  }

  @Test
  void doesNotLetAPartitionThatIsEmptyHoldUpOthers() {
    WatermarkGenerator<RawRecord> partition = partition();
    pass(partition, 30);
    assertThat(output.watermark).isEqualTo(NOW);
  }

  @Test
  void waitsForAPartitionThatIsReadSlowly() {
    WatermarkGenerator<RawRecord> partition = partition();
    for (int i = 0; i < 100; i++) {
      read(partition, NOW - 3_600_000 + i);
      pass(partition, 20);
    }
    assertThat(output.watermark).isEqualTo(NOW - 3_600_000 + 99 - DISORDER);
  }

  @Test
  void doesNotTakeBackPressureForSilence() {
    WatermarkGenerator<RawRecord> partition = partition();
    read(partition, NOW - 1000);
    partition.onPeriodicEmit(output);
    wallMillis += 3_600_000;
    for (int i = 0; i < 100; i++) {
      partition.onPeriodicEmit(output);
    }
    assertThat(output.watermark).isEqualTo(NOW - 1000 - DISORDER);
  }

  @Test
  void doesNotTakeAPauseOfReadingForSilence() {
    WatermarkGenerator<RawRecord> partition = partition();
    read(partition, NOW - 1000);
    uncommitted.read(1000);
    pass(partition, 3600);
    assertThat(output.watermark).isEqualTo(NOW - 1000 - DISORDER);
    uncommitted.checkpoint(1);
    uncommitted.completed(1);
    pass(partition, 29);
    assertThat(output.watermark).isEqualTo(NOW - 1000 - DISORDER);
  }

  @Test
  void doesNotTakeALongStepOfTheTaskForSilence() {
    WatermarkGenerator<RawRecord> partition = partition();
    read(partition, NOW - 1000);
    partition.onPeriodicEmit(output);
    wallMillis += 60_000;
    activity.advanceTime(Duration.ofSeconds(60));
    partition.onPeriodicEmit(output);
    assertThat(output.watermark).isEqualTo(NOW - 1000 - DISORDER);
  }

  @Test
  void doesNotWaitForAReaderWithoutPartitions() {
    pass(reader, 29);
    assertThat(output.idle).isFalse();
    pass(reader, 1);
    assertThat(output.idle).isTrue();
    assertThat(output.watermark).isNull();
  }

  @Test
  void tellsNothingForAReaderWhosePartitionsTell() {
    partition();
    pass(reader, 3600);
    assertThat(output.idle).isFalse();
    assertThat(output.watermark).isNull();
  }

  private WatermarkGenerator<RawRecord> partition() {
    return strategy.createWatermarkGenerator(new Context());
  }

  private void read(WatermarkGenerator<RawRecord> partition, long timestamp) {
    partition.onEvent(RECORD, timestamp, output);
  }

  /** Lets time pass in steps as short as Flink's own. */
  private void pass(WatermarkGenerator<RawRecord> generator, int seconds) {
    for (int i = 0; i < 5 * seconds; i++) {
      wallMillis += 200;
      activity.advanceTime(Duration.ofMillis(200));
      generator.onPeriodicEmit(output);
    }
  }

  private final class Context implements WatermarkGeneratorSupplier.Context {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public RelativeClock getInputActivityClock() {
      return activity;
    }
  }

  /** Keeps what was told last. */
  private static final class Output implements WatermarkOutput {
    private Long watermark;
    private boolean idle;

    @Override
    public void emitWatermark(Watermark newWatermark) {
      watermark = newWatermark.getTimestamp();
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }
  }
}
