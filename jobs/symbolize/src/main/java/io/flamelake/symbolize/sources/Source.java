package io.flamelake.symbolize.sources;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A place to ask, and whether it is asked now. Each has threads of its own: those that wait for a
 * slow one do not keep others from being asked.
 */
record Source(Upstream upstream, CircuitBreaker breaker, ExecutorService threads) {
  private static final long IDLE_SECONDS = 60;

  static Source of(Upstream upstream, IndexesOptions options) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            options.threads(),
            options.threads(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Threads.named("symbol-load-" + upstream.name()));
    pool.allowCoreThreadTimeOut(true);
    return new Source(upstream, new CircuitBreaker(options.breaker()), pool);
  }

  /** Null if the threads have ended. */
  Future<?> submit(Runnable action) {
    try {
      return threads.submit(action);
    } catch (RejectedExecutionException e) {
      return null;
    }
  }
}
