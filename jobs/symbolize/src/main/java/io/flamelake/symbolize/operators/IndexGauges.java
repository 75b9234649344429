package io.flamelake.symbolize.operators;

import io.flamelake.symbolize.sources.IndexCounters;
import io.flamelake.symbolize.sources.Indexes;
import io.flamelake.symbolize.sources.SharedIndexes;
import io.flamelake.symbolize.sources.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Shows what the indexes of a process do. All subtasks of the process show the same numbers, so
 * they are not to be added up.
 */
public final class IndexGauges {
  private static final String OUTCOME = "outcome";
  private static final String UPSTREAM = "upstream";

  private IndexGauges() {}

  /**
   * Registers them in the metric group of an operator.
   *
   * @param upstreams the names of the sources
   */
  public static void register(MetricGroup metrics, SharedIndexes shared, List<String> upstreams) {
    counters(metrics, shared.counters());
    state(metrics, shared.indexes());
    for (String outcome : outcomes()) {
      SymbolizeMetric.INDEX_LOADS.gauge(
          metrics, () -> shared.counters().loads().getOrDefault(outcome, 0L), OUTCOME, outcome);
      for (String upstream : upstreams) {
        SymbolizeMetric.SOURCE_ASKED.gauge(
            metrics,
            () -> shared.counters().asked().getOrDefault(upstream + "." + outcome, 0L),
            UPSTREAM,
            upstream,
            OUTCOME,
            outcome);
      }
    }
    for (String upstream : upstreams) {
      SymbolizeMetric.BREAKER_OPEN.gauge(
          metrics,
          () -> shared.indexes().state().openBreakers().contains(upstream) ? 1L : 0L,
          UPSTREAM,
          upstream);
    }
  }

  private static void counters(MetricGroup metrics, IndexCounters counters) {
    show(metrics, SymbolizeMetric.INDEX_HITS, counters::hits);
    show(metrics, SymbolizeMetric.INDEX_MISSES, counters::misses);
    show(metrics, SymbolizeMetric.INDEX_JOINS, counters::joins);
    show(
        metrics,
        SymbolizeMetric.INDEX_LOAD_MILLIS,
        () -> TimeUnit.NANOSECONDS.toMillis(counters.loadNanos()));
    show(metrics, SymbolizeMetric.INDEX_BUILDS, counters::builds);
    show(
        metrics,
        SymbolizeMetric.INDEX_BUILD_MILLIS,
        () -> TimeUnit.NANOSECONDS.toMillis(counters.buildNanos()));
    show(metrics, SymbolizeMetric.INDEX_BUILD_BYTES, counters::buildBytes);
    show(metrics, SymbolizeMetric.INDEXES_DAMAGED, counters::damagedIndexes);
    show(metrics, SymbolizeMetric.INDEXES_NOT_STORED, counters::indexesNotStored);
  }

  private static void state(MetricGroup metrics, Indexes indexes) {
    show(metrics, SymbolizeMetric.INDEXES_HELD, () -> (long) indexes.state().indexes());
    show(metrics, SymbolizeMetric.INDEX_BYTES_HELD, () -> indexes.state().bytes());
    show(metrics, SymbolizeMetric.INDEX_EVICTIONS, () -> indexes.state().evictions());
    show(metrics, SymbolizeMetric.BUILDS_NOT_FOUND, () -> (long) indexes.state().missing());
    show(metrics, SymbolizeMetric.BUILDS_LOADING, () -> (long) indexes.state().loading());
  }

  private static List<String> outcomes() {
    List<String> outcomes = new ArrayList<>();
    outcomes.add("found");
    for (Unavailable reason : Unavailable.values()) {
      outcomes.add(reason.code());
    }
    return outcomes;
  }

  private static void show(MetricGroup metrics, SymbolizeMetric metric, Gauge<Long> value) {
    metric.gauge(metrics, value);
  }
}
