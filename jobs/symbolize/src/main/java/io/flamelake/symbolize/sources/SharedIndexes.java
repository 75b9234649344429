package io.flamelake.symbolize.sources;

import io.flamelake.symbolize.index.TextCache;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One {@link Indexes} for all that have the same configuration in this JVM, so that the parallel
 * instances of an operator load each build once. It is closed when the last of them is.
 */
public final class SharedIndexes implements Closeable {
  private static final Map<Object, Shared> ALL = new HashMap<>();

  /** What part of the heap texts may take. */
  private static final int TEXTS_SHARE = 16;

  private final Object key;
  private final Shared shared;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Makes what is shared. */
  public interface Factory {
    /** Makes it; the counters are to be given to it and to its store. */
    Indexes create(IndexCounters counters) throws IOException;
  }

  private static final class Shared {
    private final Indexes indexes;
    private final IndexCounters counters;
    private final TextCache texts = new TextCache(Runtime.getRuntime().maxMemory() / TEXTS_SHARE);
    private int users;

    Shared(Indexes indexes, IndexCounters counters) {
      this.indexes = indexes;
      this.counters = counters;
    }
  }

  private SharedIndexes(Object key, Shared shared) {
    this.key = key;
    this.shared = shared;
  }

  /**
   * Takes part in what is shared; the first one makes it.
   *
   * @param key equal for equal configurations
   */
  public static SharedIndexes acquire(Object key, Factory factory) throws IOException {
    synchronized (ALL) {
      Shared shared = ALL.get(key);
      if (shared == null) {
        IndexCounters counters = new IndexCounters();
        shared = new Shared(factory.create(counters), counters);
        ALL.put(key, shared);
      }
      shared.users++;
      return new SharedIndexes(key, shared);
    }
  }

  public Indexes indexes() {
    return shared.indexes;
  }

  /** Texts of these indexes. */
  public TextCache texts() {
    return shared.texts;
  }

  /** What all that share it count together. */
  public IndexCounters counters() {
    return shared.counters;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    synchronized (ALL) {
      shared.users--;
      if (shared.users > 0) {
        return;
      }
      ALL.remove(key);
    }
    shared.indexes.close();
  }
}
