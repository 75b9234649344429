package io.flamelake.ingest.sink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.util.LocationUtil;

/**
 * In: files of all writers. Out: for each checkpoint that has any, all of them as one. Its state is
 * empty: writers send their files before the barrier, and this sends them on before it passes it.
 */
final class GatherFiles extends AbstractStreamOperator<CommittableMessage<CheckpointFiles>>
    implements OneInputStreamOperator<
        CommittableMessage<Manifest>, CommittableMessage<CheckpointFiles>> {
  private static final long serialVersionUID = 1L;

  private static final int SUBTASK = 0;
  private static final int SUBTASKS = 1;
  private static final int COMMITTABLES = 1;
  private static final int FAILED = 0;

  private final Table table;
  private final int maxInlineBytes;
  private transient List<Manifest> received;
  private transient long lastCheckpointId;

  /**
   * Makes the operator.
   *
   * @param maxInlineBytes a manifest larger than this goes to a file, so that checkpoints stay
   *     small
   */
  GatherFiles(Table table, int maxInlineBytes) {
    this.table = table;
    this.maxInlineBytes = maxInlineBytes;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    received = new ArrayList<>();
    lastCheckpointId = context.getRestoredCheckpointId().orElse(0);
  }

  @Override
  public void processElement(StreamRecord<CommittableMessage<Manifest>> element) {
    if (element.getValue() instanceof CommittableWithLineage<Manifest> files) {
      received.add(files.getCommittable());
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    lastCheckpointId = checkpointId;
    send(checkpointId);
  }

  /** The last files, of an input that ends, belong to the next checkpoint. */
  @Override
  public void finish() throws Exception {
    super.finish();
    send(lastCheckpointId + 1);
  }

  private void send(long checkpointId) throws IOException {
    if (received.isEmpty()) {
      return;
    }
    CheckpointFiles files = gather(checkpointId);
    received.clear();
    output.collect(
        new StreamRecord<>(
            new CommittableSummary<>(
                SUBTASK, SUBTASKS, checkpointId, COMMITTABLES, COMMITTABLES, FAILED)));
    output.collect(new StreamRecord<>(new CommittableWithLineage<>(files, checkpointId, SUBTASK)));
  }

  private CheckpointFiles gather(long checkpointId) throws IOException {
    Map<Integer, List<DataFile>> filesOfSpec = new TreeMap<>();
    for (Manifest manifest : received) {
      filesOfSpec
          .computeIfAbsent(manifest.specId(), spec -> new ArrayList<>())
          .addAll(manifest.dataFiles(table.io(), table.specs()));
    }
    String commitId = UUID.randomUUID().toString();
    List<Manifest> manifests = new ArrayList<>();
    for (Map.Entry<Integer, List<DataFile>> entry : filesOfSpec.entrySet()) {
      Manifest manifest = Manifest.inline(table.specs().get(entry.getKey()), entry.getValue());
      manifests.add(
          manifest.content().length <= maxInlineBytes
              ? manifest
              : manifest.moveTo(place(commitId, entry.getKey()), table.specs()));
    }
    return new CheckpointFiles(
        commitId,
        getContainingTask().getEnvironment().getJobID().toString(),
        getOperatorID().toString(),
        checkpointId,
        System.currentTimeMillis(),
        manifests);
  }

  private OutputFile place(String commitId, int specId) {
    String folder =
        table
            .properties()
            .getOrDefault(TableProperties.WRITE_METADATA_LOCATION, table.location() + "/metadata");
    return table
        .io()
        .newOutputFile(
            "%s/flamelake-%s-%d.avro"
                .formatted(LocationUtil.stripTrailingSlash(folder), commitId, specId));
  }
}
