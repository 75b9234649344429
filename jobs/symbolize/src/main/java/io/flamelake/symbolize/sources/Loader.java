package io.flamelake.symbolize.sources;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** What all loads share: the sources, threads, the clock and whom to tell. */
final class Loader {
  private static final long IDLE_SECONDS = 60;

  private final List<Source> sources;
  private final IndexesOptions options;
  private final Scheduler scheduler;
  private final IndexMetrics metrics;
  private final BiConsumer<Load, IndexAnswer> onEnd;
  private final ExecutorService threads;

  Loader(
      List<Upstream> upstreams,
      IndexesOptions options,
      Scheduler scheduler,
      IndexMetrics metrics,
      BiConsumer<Load, IndexAnswer> onEnd) {
    this.sources =
        upstreams.stream()
            .map(each -> new Source(each, new CircuitBreaker(options.breaker())))
            .toList();
    this.options = options;
    this.scheduler = scheduler;
    this.metrics = metrics;
    this.onEnd = onEnd;
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            options.threads(),
            options.threads(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Threads.named("symbol-load"));
    pool.allowCoreThreadTimeOut(true);
    this.threads = pool;
  }

  List<Source> sources() {
    return sources;
  }

  IndexesOptions options() {
    return options;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  /** Null if the threads have ended. */
  Future<?> submit(Runnable action) {
    try {
      return threads.submit(action);
    } catch (RejectedExecutionException e) {
      return null;
    }
  }

  /** What a source did, for its breaker and the metrics. */
  void told(Source source, Outcome outcome, Duration time) {
    String name = source.upstream().name();
    if (outcome.interrupted()) {
      source.breaker().abandoned();
      return;
    }
    metrics.asked(name, outcome.reason(), time);
    if (!outcome.failed()) {
      if (source.breaker().succeeded()) {
        metrics.breakerClosed(name);
      }
    } else if (source.breaker().failed(scheduler.nanoTime())) {
      metrics.breakerOpened(name);
    }
  }

  /** Those who waited were answered. */
  void answered(Load load, IndexAnswer answer) {
    metrics.loaded(answer.reason(), load.age());
  }

  void ended(Load load, IndexAnswer answer) {
    onEnd.accept(load, answer);
  }

  /** Interrupts whoever is being asked. */
  void close() {
    threads.shutdownNow();
    scheduler.close();
  }
}
