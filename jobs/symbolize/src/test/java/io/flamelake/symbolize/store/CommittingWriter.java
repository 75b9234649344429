package io.flamelake.symbolize.store;

import java.io.IOException;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes files that are there when they are committed, and not before. */
final class CommittingWriter implements RecoverableWriter {
  private final ObjectStore store;

  CommittingWriter(ObjectStore store) {
    this.store = store;
  }

  @Override
  public RecoverableFsDataOutputStream open(Path path) {
    ObjectStore.Out out =
        store.new Out() {
          @Override
          public void close() {}
        };
    return new Stream(store, path, out);
  }

  /** What is written until it is committed. */
  private static final class Stream extends RecoverableFsDataOutputStream {
    private final ObjectStore store;
    private final Path path;
    private final ObjectStore.Out out;

    Stream(ObjectStore store, Path path, ObjectStore.Out out) {
      this.store = store;
      this.path = path;
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
    }

    @Override
    public void write(byte[] values, int offset, int length) throws IOException {
      out.write(values, offset, length);
    }

    @Override
    public Committer closeForCommit() {
      return new Committer() {
        @Override
        public void commit() throws IOException {
          if (store.objects.containsKey(path.getPath())) {
            throw new IOException("Committing by rename failed: the file is there already");
          }
          commitAfterRecovery();
        }

        @Override
        public void commitAfterRecovery() {
          store.publish(path, out.bytes.toByteArray());
        }

        @Override
        public CommitRecoverable getRecoverable() {
          throw new UnsupportedOperationException("Nothing is recovered here");
        }
      };
    }

    @Override
    public ResumeRecoverable persist() {
      throw new UnsupportedOperationException("Nothing is recovered here");
    }

    @Override
    public long getPos() {
      return out.getPos();
    }

    @Override
    public void flush() {}

    @Override
    public void sync() {}

    @Override
    public void close() {}
  }

  @Override
  public RecoverableFsDataOutputStream recover(ResumeRecoverable resumable) {
    throw new UnsupportedOperationException("Nothing is recovered here");
  }

  @Override
  public boolean requiresCleanupOfRecoverableState() {
    return false;
  }

  @Override
  public boolean cleanupRecoverableState(ResumeRecoverable resumable) {
    return false;
  }

  @Override
  public RecoverableFsDataOutputStream.Committer recoverForCommit(CommitRecoverable resumable) {
    throw new UnsupportedOperationException("Nothing is recovered here");
  }

  @Override
  public SimpleVersionedSerializer<CommitRecoverable> getCommitRecoverableSerializer() {
    throw new UnsupportedOperationException("Nothing is recovered here");
  }

  @Override
  public SimpleVersionedSerializer<ResumeRecoverable> getResumeRecoverableSerializer() {
    throw new UnsupportedOperationException("Nothing is recovered here");
  }

  @Override
  public boolean supportsResume() {
    return false;
  }
}
