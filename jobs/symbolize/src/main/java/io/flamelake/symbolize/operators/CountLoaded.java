package io.flamelake.symbolize.operators;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;

/** In: builds whose index was to be loaded. Out: those whose index was. */
public final class CountLoaded extends RichFlatMapFunction<LoadedBuild, UploadedBuild> {
  private static final long serialVersionUID = 1L;

  private transient MetricGroup metrics;
  private transient Counter loaded;
  private transient Map<String, Counter> unavailable;

  @Override
  public void open(OpenContext context) {
    metrics = getRuntimeContext().getMetricGroup();
    loaded = SymbolizeMetric.BUILDS_LOADED.counter(metrics);
    unavailable = new HashMap<>();
  }

  @Override
  public void flatMap(LoadedBuild build, Collector<UploadedBuild> out) {
    if (build.found()) {
      loaded.inc();
      out.collect(new UploadedBuild(build.buildId(), build.at()));
    } else {
      unavailable
          .computeIfAbsent(
              build.reason(),
              reason -> SymbolizeMetric.BUILDS_UNAVAILABLE.counter(metrics, "reason", reason))
          .inc();
    }
  }
}
