package io.flamelake.symbolize.sources;

import io.flamelake.symbolize.index.SymbolIndex;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One load of a build: asks source by source, each as often as it makes sense, and takes a thread
 * of a source only while that one is being asked. Those who wait are answered at its time-out at
 * the latest.
 */
final class Load {
  /**
   * How much longer a load goes on whose callers were answered that it takes too long: else a build
   * whose index takes long to make would be begun again and again.
   */
  static final Duration LATE = Duration.ofMinutes(15);

  private final String buildId;
  private final Loader loader;
  private final CompletableFuture<IndexAnswer> future = new CompletableFuture<>();
  private final long start;

  private int source;
  private int attempt = 1;
  private SymbolIndex best;
  private IndexAnswer failure;
  private Runnable cancelTimeout = () -> {};
  private Future<?> running;
  private boolean ended;

  Load(String buildId, Loader loader) {
    this.buildId = buildId;
    this.loader = loader;
    this.start = loader.scheduler().nanoTime();
  }

  String buildId() {
    return buildId;
  }

  CompletableFuture<IndexAnswer> future() {
    return future;
  }

  Duration age() {
    return Duration.ofNanos(loader.scheduler().nanoTime() - start);
  }

  synchronized void begin() {
    cancelTimeout = loader.scheduler().after(loader.options().timeout(), this::timeOut);
    submit();
  }

  /** Asks the source whose turn it is on one of its threads; after the last the load ends. */
  private void submit() {
    synchronized (this) {
      if (ended) {
        return;
      }
      if (source < loader.sources().size()) {
        Source asked = loader.sources().get(source);
        running = asked.submit(() -> ask(asked));
        return;
      }
    }
    finish(best != null ? IndexAnswer.found(best) : failureAnswer());
  }

  /** Answers those who wait; what is found later is for those who ask later. */
  private void timeOut() {
    IndexAnswer answer;
    synchronized (this) {
      if (ended) {
        return;
      }
      answer = bestAnswer();
      cancelTimeout = loader.scheduler().after(LATE, this::giveUp);
    }
    loader.answered(this, answer);
    future.complete(answer);
  }

  private void giveUp() {
    IndexAnswer answer;
    synchronized (this) {
      answer = bestAnswer();
    }
    end(answer);
  }

  private IndexAnswer bestAnswer() {
    return best == null ? timeoutAnswer() : IndexAnswer.found(best);
  }

  private IndexAnswer timeoutAnswer() {
    return IndexAnswer.unavailable(
        Unavailable.TIMEOUT,
        "the build was not loaded within " + loader.options().timeout().toSeconds() + " s");
  }

  /** Ends the load from the thread that asks, which is not to be interrupted. */
  private void finish(IndexAnswer answer) {
    synchronized (this) {
      running = null;
    }
    end(answer);
  }

  /** Ends the load now; whoever is being asked is interrupted. */
  void end(IndexAnswer answer) {
    Future<?> interrupted;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      cancelTimeout.run();
      interrupted = running;
    }
    loader.ended(this, answer);
    if (!future.isDone()) {
      loader.answered(this, answer);
      future.complete(answer);
    }
    if (interrupted != null) {
      interrupted.cancel(true);
    }
  }

  /** Asks a source once, unless it failed lately. */
  private void ask(Source asked) {
    synchronized (this) {
      if (ended) {
        return;
      }
    }
    if (asked.breaker().allows(loader.scheduler().nanoTime())) {
      askNow(asked);
    } else {
      next(Unavailable.UPSTREAM_UNAVAILABLE, asked.upstream().name() + " failed lately");
    }
  }

  private IndexAnswer failureAnswer() {
    return failure == null
        ? IndexAnswer.unavailable(Unavailable.NOT_FOUND, "no source has the build " + buildId)
        : failure;
  }

  private void askNow(Source asked) {
    long began = loader.scheduler().nanoTime();
    Outcome outcome = Outcome.of(asked.upstream(), buildId);
    Duration time = Duration.ofNanos(loader.scheduler().nanoTime() - began);
    loader.told(asked, outcome, time);
    if (outcome.index() != null) {
      found(outcome);
    } else if (outcome.interrupted()) {
      finish(timeoutAnswer());
    } else if (!outcome.failed() || !again(outcome)) {
      next(outcome.reason(), outcome.message());
    }
  }

  private void found(Outcome outcome) {
    synchronized (this) {
      best = outcome.index();
    }
    if (IndexMemory.isComplete(outcome.index())) {
      finish(IndexAnswer.found(outcome.index()));
    } else if (outcome.reason() == null) {
      next(Unavailable.NOT_FOUND, "");
    } else if (!again(outcome)) {
      next(outcome.reason(), outcome.message());
    }
  }

  /** Whether a source could not be asked that might have told more. */
  synchronized boolean missedSources() {
    return failure != null && failure.reason().isTransient();
  }

  /** Whether the same source is asked again later. */
  private boolean again(Outcome outcome) {
    RetryPolicy policy = loader.options().retry();
    Duration delay = policy.delay(attempt, ThreadLocalRandom.current().nextDouble());
    delay = delay.compareTo(outcome.retryAfter()) < 0 ? outcome.retryAfter() : delay;
    boolean late = age().plus(delay).compareTo(loader.options().timeout()) >= 0;
    if (attempt >= policy.attempts() || late) {
      return false;
    }
    attempt++;
    loader.scheduler().after(delay, this::submit);
    return true;
  }

  /** Goes on to the next source; what failed counts more than what was not there. */
  private void next(Unavailable reason, String message) {
    synchronized (this) {
      if (reason != Unavailable.NOT_FOUND
          && (failure == null || (reason.isTransient() && !failure.reason().isTransient()))) {
        failure = IndexAnswer.unavailable(reason, message);
      }
      source++;
      attempt = 1;
    }
    submit();
  }
}
