package io.flamelake.ingest.sink;

import io.flamelake.ingest.profile.SeriesProfile;
import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The real sink, with the points in between at which a {@link Failure} may happen. */
final class FailingSink
    implements Sink<SeriesProfile>,
        SupportsCommitter<CheckpointFiles>,
        SupportsPreCommitTopology<Manifest, CheckpointFiles> {
  private static final long serialVersionUID = 1L;

  private final ProfileRowsSink sink;

  FailingSink(ProfileRowsSink sink) {
    this.sink = sink;
  }

  @Override
  public SinkWriter<SeriesProfile> createWriter(WriterInitContext context) {
    return new Writer((ProfileRowsSinkWriter) sink.createWriter(context));
  }

  @Override
  public DataStream<CommittableMessage<CheckpointFiles>> addPreCommitTopology(
      DataStream<CommittableMessage<Manifest>> files) {
    return sink.addPreCommitTopology(files)
        .map(
            message -> {
              Failure.AFTER_FILES_ARE_GATHERED.pass();
              return message;
            },
            CommittableMessageTypeInfo.of(CheckpointFilesSerializer::new))
        .uid("fails")
        .setParallelism(1)
        .global();
  }

  @Override
  public Committer<CheckpointFiles> createCommitter(CommitterInitContext context) {
    Committer<CheckpointFiles> committer = sink.createCommitter(context);
    return new Committer<>() {
      @Override
      public void commit(Collection<CommitRequest<CheckpointFiles>> requests)
          throws IOException, InterruptedException {
        Failure.BEFORE_THE_COMMIT.pass();
        committer.commit(requests);
        Failure.AFTER_THE_COMMIT.pass();
      }

      @Override
      public void close() throws Exception {
        committer.close();
      }
    };
  }

  @Override
  public SimpleVersionedSerializer<Manifest> getWriteResultSerializer() {
    return sink.getWriteResultSerializer();
  }

  @Override
  public SimpleVersionedSerializer<CheckpointFiles> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }

  private static final class Writer implements CommittingSinkWriter<SeriesProfile, Manifest> {
    private final ProfileRowsSinkWriter writer;

    Writer(ProfileRowsSinkWriter writer) {
      this.writer = writer;
    }

    @Override
    public void write(SeriesProfile profile, Context context) throws IOException {
      Failure.WHILE_WRITING.pass();
      writer.write(profile, context);
    }

    @Override
    public void flush(boolean endOfInput) {
      writer.flush(endOfInput);
    }

    @Override
    public Collection<Manifest> prepareCommit() throws IOException {
      Failure.BEFORE_FILES_ARE_FINISHED.pass();
      Collection<Manifest> files = writer.prepareCommit();
      Failure.AFTER_FILES_ARE_FINISHED.pass();
      return files;
    }

    @Override
    public void close() {
      writer.close();
    }
  }
}
