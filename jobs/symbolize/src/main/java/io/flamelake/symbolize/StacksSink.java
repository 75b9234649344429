package io.flamelake.symbolize;

import io.flamelake.catalog.StacksTable;
import io.flamelake.symbolize.files.StacksWriter;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.SinkTransformation;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.sink.IcebergSink;
import org.apache.iceberg.io.WriteResult;

/**
 * Changes of {@code stacks} that are keyed by stack already. Iceberg's own sink would send each row
 * over the network once more, field by field, and write it field by field; here rows stay with the
 * operator that makes them, and files are written by column. What is committed, and that it is
 * committed once, is Iceberg's.
 *
 * @param <C> what is committed, which only Iceberg knows
 */
final class StacksSink<C>
    implements Sink<RowData>, SupportsCommitter<C>, SupportsPreCommitTopology<WriteResult, C> {
  private static final long serialVersionUID = 1L;

  private final Table table;
  private final List<String> key;
  private final SupportsCommitter<C> committers;
  private final SupportsPreCommitTopology<WriteResult, C> files;

  @SuppressWarnings("unchecked")
  private StacksSink(Sink<RowData> iceberg, Table table, List<String> key) {
    this.table = table;
    this.key = key;
    committers = (SupportsCommitter<C>) iceberg;
    files = (SupportsPreCommitTopology<WriteResult, C>) iceberg;
  }

  /** Tells how Iceberg's sink of some rows is to be. */
  interface Definition {
    IcebergSink.Builder of(DataStream<RowData> rows);
  }

  /**
   * Adds the sink to rows.
   *
   * @param table as it is now; a change of its partitioning or columns takes effect with the next
   *     start
   * @param key the columns that rows are deleted by, and that they are keyed by
   */
  static void append(
      DataStream<RowData> rows, Table table, List<String> key, Definition definition) {
    // Iceberg makes a sink only where it adds it: to a stream that is never run.
    StreamExecutionEnvironment never = new StreamExecutionEnvironment(new Configuration());
    DataStream<RowData> nothing =
        never.fromSequence(0, 0).<RowData>map(number -> null).returns(rows.getType());
    SinkTransformation<RowData, ?> iceberg =
        (SinkTransformation<RowData, ?>)
            (Object) definition.of(nothing).append().getTransformation();
    String name = StacksTable.DEFINITION.name();
    rows.sinkTo(new StacksSink<>(iceberg.getSink(), SerializableTable.copyOf(table), key))
        .uid(name)
        .name(name);
  }

  @Override
  public SinkWriter<RowData> createWriter(WriterInitContext context) {
    TaskInfo task = context.getTaskInfo();
    return new StacksWriter(table, key, task.getIndexOfThisSubtask(), task.getAttemptNumber());
  }

  @Override
  public Committer<C> createCommitter(CommitterInitContext context) throws IOException {
    return committers.createCommitter(context);
  }

  @Override
  public SimpleVersionedSerializer<C> getCommittableSerializer() {
    return committers.getCommittableSerializer();
  }

  @Override
  public DataStream<CommittableMessage<C>> addPreCommitTopology(
      DataStream<CommittableMessage<WriteResult>> written) {
    return files.addPreCommitTopology(written);
  }

  @Override
  public SimpleVersionedSerializer<WriteResult> getWriteResultSerializer() {
    return files.getWriteResultSerializer();
  }
}
