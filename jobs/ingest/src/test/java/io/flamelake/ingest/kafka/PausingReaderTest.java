package io.flamelake.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.stacks.record.RawRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class PausingReaderTest {
  private static final int RECORD = 400;

  private final UncommittedBytes uncommitted = new UncommittedBytes(1000);
  private final PausingReader reader =
      new PausingReader(new Endless(), uncommitted, new UnregisteredMetricsGroup());

  @Test
  void readsUpToTheRecordThatReachesTheBound() throws Exception {
    assertThat(read()).isEqualTo(3);
    assertThat(uncommitted.bytes()).isEqualTo(3 * RECORD);
    assertThat(reader.isAvailable()).isNotDone();
    assertThat(read()).isZero();
  }

  @Test
  void goesOnWhenACheckpointCompletes() throws Exception {
    read();
    reader.snapshotState(1);
    CompletableFuture<Void> available = reader.isAvailable();
    assertThat(reader.isAvailable()).isSameAs(available).isNotDone();
    reader.notifyCheckpointComplete(1);
    assertThat(available).isDone();
    assertThat(reader.isAvailable()).isDone();
    assertThat(read()).isEqualTo(3);
  }

  @Test
  void countsWhatWasReadAfterTheCheckpointBegan() throws Exception {
    reader.pollNext(null);
    reader.snapshotState(1);
    read();
    reader.notifyCheckpointComplete(1);
    assertThat(uncommitted.bytes()).isEqualTo(2 * RECORD);
    assertThat(read()).isEqualTo(1);
  }

  @Test
  void waitsForTheNextCheckpointWhenOneFails() throws Exception {
    read();
    reader.snapshotState(1);
    reader.notifyCheckpointAborted(1);
    assertThat(read()).isZero();
    reader.snapshotState(2);
    reader.notifyCheckpointComplete(2);
    assertThat(read()).isEqualTo(3);
  }

  @Test
  void goesOnWithALaterCheckpointThoughTheEarlierIsNeverHeardOf() throws Exception {
    reader.pollNext(null);
    reader.snapshotState(1);
    read();
    reader.snapshotState(2);
    reader.notifyCheckpointComplete(2);
    assertThat(uncommitted.bytes()).isZero();
    reader.notifyCheckpointComplete(1);
    assertThat(uncommitted.bytes()).isZero();
  }

  @Test
  void staysPausedWhenACheckpointCoversTooLittle() throws Exception {
    reader.snapshotState(1);
    read();
    reader.notifyCheckpointComplete(1);
    assertThat(reader.isAvailable()).isNotDone();
    assertThat(read()).isZero();
  }

  @Test
  void countsEmptyRecordsToo() {
    for (int i = 0; i < 8; i++) {
      assertThat(uncommitted.isFull()).isFalse();
      uncommitted.read(0);
    }
    assertThat(uncommitted.isFull()).isTrue();
  }

  /** Reads until the reader has no more, and tells how many records that were. */
  private int read() throws Exception {
    int records = 0;
    while (reader.pollNext(null) == InputStatus.MORE_AVAILABLE) {
      records++;
    }
    return records;
  }

  /** A reader that always has a record. */
  private final class Endless implements SourceReader<RawRecord, KafkaPartitionSplit> {
    @Override
    public InputStatus pollNext(ReaderOutput<RawRecord> output) {
      uncommitted.read(RECORD);
      return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
      return List.of();
    }

    @Override
    public void start() {}

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
  }
}
