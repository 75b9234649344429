package io.flamelake.symbolize.sources;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/** What all loads share: the sources, the clock and whom to tell. */
final class Loader {
  private final List<Source> sources;
  private final IndexesOptions options;
  private final Scheduler scheduler;
  private final IndexMetrics metrics;
  private final BiConsumer<Load, IndexAnswer> onEnd;

  Loader(
      List<Upstream> upstreams,
      IndexesOptions options,
      Scheduler scheduler,
      IndexMetrics metrics,
      BiConsumer<Load, IndexAnswer> onEnd) {
    this.sources = upstreams.stream().map(each -> Source.of(each, options)).toList();
    this.options = options;
    this.scheduler = scheduler;
    this.metrics = metrics;
    this.onEnd = onEnd;
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
    sources.forEach(source -> source.threads().shutdownNow());
    scheduler.close();
  }
}
