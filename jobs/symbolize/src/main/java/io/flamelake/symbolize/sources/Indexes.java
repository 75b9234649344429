package io.flamelake.symbolize.sources;

import io.flamelake.symbolize.BuildId;
import java.io.Closeable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The indexes of all builds, loaded when they are asked for: from memory, else from the first
 * source that has the build. A source that knows only part of it, such as a program without names,
 * does not keep the next ones from being asked for the rest.
 *
 * <p>However many ask for a build at once, it is loaded once; who stops waiting does not stop the
 * load. Any number of threads may ask.
 */
public final class Indexes implements Closeable {
  private final IndexesOptions options;
  private final IndexMetrics metrics;
  private final Scheduler scheduler;
  private final Loader loader;

  /** Guards what follows. */
  private final Object lock = new Object();

  private final IndexMemory memory;
  private final Map<String, Load> loads = new HashMap<>();
  private boolean closed;

  /**
   * Asks the sources in their order.
   *
   * @param upstreams the sources; they are not closed here
   */
  public Indexes(List<Upstream> upstreams, IndexesOptions options, IndexMetrics metrics) {
    this(upstreams, options, metrics, new SystemScheduler());
  }

  Indexes(
      List<Upstream> upstreams, IndexesOptions options, IndexMetrics metrics, Scheduler scheduler) {
    this.options = options;
    this.metrics = metrics;
    this.scheduler = scheduler;
    this.memory = new IndexMemory(options.memory());
    this.loader = new Loader(upstreams, options, scheduler, metrics, this::keep);
  }

  /**
   * Gets the index of a build.
   *
   * @param buildId as the profile has it
   * @return a future that never fails and is never cancelled by this class; it is complete already
   *     if the answer is in memory. Stages added to it run on the thread that loaded the index:
   *     they must not block
   */
  public CompletableFuture<IndexAnswer> get(String buildId) {
    String normalized = BuildId.normalized(buildId);
    if (normalized == null) {
      return CompletableFuture.completedFuture(
          IndexAnswer.unavailable(
              Unavailable.INVALID_BUILD_ID, "the text is no build id: " + shortened(buildId)));
    }
    Load begun;
    synchronized (lock) {
      IndexAnswer known = closed ? closedAnswer() : memory.get(normalized, scheduler.nanoTime());
      if (known != null) {
        metrics.hit();
        return CompletableFuture.completedFuture(known);
      }
      Load underWay = loads.get(normalized);
      if (underWay != null) {
        metrics.joined();
        return underWay.future().copy();
      }
      if (loads.size() >= options.loads()) {
        return CompletableFuture.completedFuture(
            IndexAnswer.unavailable(
                Unavailable.OVERLOADED, "%d builds are loaded already".formatted(loads.size())));
      }
      begun = new Load(normalized, loader);
      loads.put(normalized, begun);
    }
    metrics.miss();
    CompletableFuture<IndexAnswer> answer = begun.future().copy();
    begun.begin();
    return answer;
  }

  private static String shortened(String text) {
    return text == null || text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }

  private static IndexAnswer closedAnswer() {
    return IndexAnswer.unavailable(Unavailable.CLOSED, "the sources of indexes are closed");
  }

  /** A load that was forgotten meanwhile does not take the place of a later one. */
  private void keep(Load load, IndexAnswer answer) {
    synchronized (lock) {
      if (loads.remove(load.buildId(), load)) {
        boolean failed =
            load.missedSources() || (answer.reason() != null && answer.reason().isTransient());
        memory.put(load.buildId(), answer, failed, scheduler.nanoTime());
      }
    }
  }

  /**
   * Forgets what is in memory of a build, be it an index or that it was not found, so that the next
   * {@link #get} asks the sources. A load that is under way is not joined by later callers.
   */
  public void refresh(String buildId) {
    String normalized = BuildId.normalized(buildId);
    synchronized (lock) {
      if (normalized != null) {
        memory.remove(normalized);
        loads.remove(normalized);
      }
    }
  }

  /**
   * Forgets what is in memory of a build, as {@link #refresh} does; but a load that is under way is
   * joined, so that asking again and again does not make one load after the other.
   */
  public void forget(String buildId) {
    String normalized = BuildId.normalized(buildId);
    synchronized (lock) {
      if (normalized != null) {
        memory.remove(normalized);
      }
    }
  }

  /** What is held now. */
  public IndexesState state() {
    List<String> open =
        loader.sources().stream()
            .filter(source -> source.breaker().isOpen())
            .map(source -> source.upstream().name())
            .toList();
    synchronized (lock) {
      return new IndexesState(
          memory.indexes(),
          memory.bytes(),
          memory.evictions(),
          memory.missing(),
          loads.size(),
          open);
    }
  }

  /** Answers those who still wait with {@link Unavailable#CLOSED} and ends the threads. */
  @Override
  public void close() {
    List<Load> open;
    synchronized (lock) {
      closed = true;
      open = List.copyOf(loads.values());
    }
    open.forEach(load -> load.end(closedAnswer()));
    loader.close();
  }
}
