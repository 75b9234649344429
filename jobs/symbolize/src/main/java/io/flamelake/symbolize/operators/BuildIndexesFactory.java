package io.flamelake.symbolize.operators;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.metrics.MetricGroup;

/** Opens the indexes of builds where an operator runs. */
@FunctionalInterface
public interface BuildIndexesFactory extends Serializable {

  /**
   * Opens them; who opened them closes them.
   *
   * @param metrics where to show what they do; null: nowhere
   * @throws IOException if what they need is not there
   */
  BuildIndexes open(MetricGroup metrics) throws IOException;
}
