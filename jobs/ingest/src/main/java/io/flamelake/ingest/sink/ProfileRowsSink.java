package io.flamelake.ingest.sink;

import io.flamelake.ingest.files.ProfileRows;
import io.flamelake.ingest.files.ProfileRowsWriter;
import io.flamelake.ingest.profile.SeriesProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.TableLoader;

/**
 * Rows of a table that come from profiles, each exactly once: every subtask writes files, all files
 * of a checkpoint come together in one place, and once the checkpoint is complete one commit adds
 * them.
 *
 * <p>Writers use the table as it was when the job was submitted. A change of its partitioning or
 * columns takes effect with the next start; files of the old spec stay valid.
 */
public final class ProfileRowsSink
    implements Sink<SeriesProfile>,
        SupportsCommitter<CheckpointFiles>,
        SupportsPreCommitTopology<Manifest, CheckpointFiles> {
  private static final long serialVersionUID = 1L;

  private static final String GATHER = "gather-files";

  /** About a hundred files. */
  private static final int MAX_INLINE_BYTES = 64 << 10;

  private final ProfileRows kind;
  private final TableLoader loader;
  private final Table table;
  private final int maxOpenPartitions;
  private final int maxInlineBytes;

  private ProfileRowsSink(
      ProfileRows kind,
      TableLoader loader,
      Table table,
      int maxOpenPartitions,
      int maxInlineBytes) {
    this.kind = kind;
    this.loader = loader;
    this.table = table;
    this.maxOpenPartitions = maxOpenPartitions;
    this.maxInlineBytes = maxInlineBytes;
  }

  /**
   * Makes the sink.
   *
   * @param loader loads the table, now and where it is committed to
   * @param maxOpenPartitions how many files each subtask writes at a time at most
   * @throws IllegalArgumentException if the table does not take what is written, naming what
   */
  public static ProfileRowsSink of(ProfileRows kind, TableLoader loader, int maxOpenPartitions) {
    return of(kind, loader, maxOpenPartitions, MAX_INLINE_BYTES);
  }

  static ProfileRowsSink of(
      ProfileRows kind, TableLoader loader, int maxOpenPartitions, int maxInlineBytes) {
    try (TableLoader once = loader.clone()) {
      once.open();
      Table table = once.loadTable();
      ProfileRowsWriter.check(kind, table);
      return new ProfileRowsSink(
          kind, loader, SerializableTable.copyOf(table), maxOpenPartitions, maxInlineBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public SinkWriter<SeriesProfile> createWriter(WriterInitContext context) {
    return new ProfileRowsSinkWriter(
        new ProfileRowsWriter(
            kind,
            table,
            context.getTaskInfo().getIndexOfThisSubtask(),
            context.getTaskInfo().getAttemptNumber(),
            maxOpenPartitions),
        table.spec(),
        context.metricGroup());
  }

  @Override
  public DataStream<CommittableMessage<CheckpointFiles>> addPreCommitTopology(
      DataStream<CommittableMessage<Manifest>> files) {
    return files
        .global()
        .transform(
            GATHER,
            CommittableMessageTypeInfo.of(CheckpointFilesSerializer::new),
            new GatherFiles(table, maxInlineBytes))
        .uid(GATHER)
        .setParallelism(1)
        .setMaxParallelism(1)
        // Flink gives the committer the parallelism of the writers; only the first gets any.
        .global();
  }

  @Override
  public Committer<CheckpointFiles> createCommitter(CommitterInitContext context) {
    return new FilesCommitter(loader.clone(), context.metricGroup());
  }

  @Override
  public SimpleVersionedSerializer<Manifest> getWriteResultSerializer() {
    return new ManifestSerializer();
  }

  @Override
  public SimpleVersionedSerializer<CheckpointFiles> getCommittableSerializer() {
    return new CheckpointFilesSerializer();
  }
}
