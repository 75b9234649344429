package io.flamelake.stacks.metrics;

import java.util.Locale;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * A metric of a job, in the metric group {@code flamelake} of its operator; enums of metrics
 * implement it.
 */
public interface JobMetric {
  /** The enum constant. */
  String name();

  /** The operator that counts it. */
  String operator();

  /** A sentence for the documentation. */
  String description();

  /** The name as Flink reports it. */
  default String metricName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The group that the metric is registered in. */
  default MetricGroup group(MetricGroup ofOperator) {
    return ofOperator.addGroup("flamelake");
  }

  /** The counter, registered in the metric group of an operator. */
  default Counter counter(MetricGroup group) {
    return group(group).counter(metricName());
  }

  /**
   * The gauge, registered in the metric group of an operator.
   *
   * @param labels keys, each with its value behind it, that tell several gauges apart
   */
  default void gauge(MetricGroup group, Gauge<Long> value, String... labels) {
    MetricGroup labelled = group(group);
    for (int i = 0; i < labels.length; i += 2) {
      labelled = labelled.addGroup(labels[i], labels[i + 1]);
    }
    labelled.gauge(metricName(), value);
  }

  /** One of several counters that a key and its value tell apart. */
  default Counter counter(MetricGroup group, String key, String value) {
    return group(group).addGroup(key, value).counter(metricName());
  }
}
