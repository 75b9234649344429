package io.flamelake.ingest.kafka;

import io.flamelake.ingest.operators.IngestMetric;
import io.flamelake.stacks.record.RawRecord;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * A reader that emits nothing while {@link UncommittedBytes} are full. Checkpoints start at the
 * source whether it emits or not, so the one that ends the pause always finds its way; when it
 * fails, the next one does.
 */
final class PausingReader implements SourceReader<RawRecord, KafkaPartitionSplit> {
  private final SourceReader<RawRecord, KafkaPartitionSplit> reader;
  private final UncommittedBytes uncommitted;
  private final Counter pauses;

  /** Done when the pause ends; null while there is none. */
  private CompletableFuture<Void> resumed;

  PausingReader(
      SourceReader<RawRecord, KafkaPartitionSplit> reader,
      UncommittedBytes uncommitted,
      MetricGroup metrics) {
    this.reader = reader;
    this.uncommitted = uncommitted;
    pauses = IngestMetric.READ_PAUSES.counter(metrics);
    IngestMetric.UNCOMMITTED_BYTES.gauge(metrics, uncommitted::bytes);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RawRecord> output) throws Exception {
    if (!uncommitted.isFull()) {
      return reader.pollNext(output);
    }
    if (resumed == null) {
      resumed = new CompletableFuture<>();
      pauses.inc();
    }
    return InputStatus.NOTHING_AVAILABLE;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return resumed == null ? reader.isAvailable() : resumed;
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
    uncommitted.checkpoint(checkpointId);
    return reader.snapshotState(checkpointId);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    reader.notifyCheckpointComplete(checkpointId);
    uncommitted.completed(checkpointId);
    if (resumed != null && !uncommitted.isFull()) {
      CompletableFuture<Void> ended = resumed;
      resumed = null;
      ended.complete(null);
    }
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    reader.notifyCheckpointAborted(checkpointId);
    uncommitted.aborted(checkpointId);
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    reader.addSplits(splits);
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    reader.handleSourceEvents(event);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
    reader.pauseOrResumeSplits(toPause, toResume);
  }

  @Override
  public void close() throws Exception {
    reader.close();
  }
}
