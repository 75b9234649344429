package io.flamelake.symbolize.store;

import java.net.URI;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;

/** Lets Flink find {@link ObjectStore}. */
public class ObjectStoreFactory implements FileSystemFactory {
  private final boolean commits;

  public ObjectStoreFactory() {
    this(false);
  }

  private ObjectStoreFactory(boolean commits) {
    this.commits = commits;
  }

  /** One that can commit. */
  public static final class Committing extends ObjectStoreFactory {
    public Committing() {
      super(true);
    }
  }

  @Override
  public String getScheme() {
    return commits ? "commits" : "objects";
  }

  @Override
  public FileSystem create(URI uri) {
    return new ObjectStore(getScheme(), commits);
  }
}
