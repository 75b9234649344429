package io.flamelake.symbolize;

import io.flamelake.symbolize.config.SourceConfig;
import io.flamelake.symbolize.operators.BuildIndexes;
import io.flamelake.symbolize.operators.BuildIndexesFactory;
import org.apache.flink.metrics.MetricGroup;

/** The indexes of a configuration, one for all subtasks of a process. */
final class SharedIndexes implements BuildIndexesFactory {
  private static final long serialVersionUID = 1L;

  private final SourceConfig config;

  SharedIndexes(SourceConfig config) {
    this.config = config;
  }

  @Override
  public BuildIndexes open(MetricGroup metrics) {
    throw new UnsupportedOperationException("not yet: " + config);
  }
}
