package io.flamelake.compaction.job;

import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Of each number of the source, a tick for each table. */
public final class EachTable implements FlatMapFunction<Long, Tick> {
  private static final long serialVersionUID = 1L;

  private final List<String> tables;

  /**
   * @param tables serializable
   */
  public EachTable(List<String> tables) {
    this.tables = tables;
  }

  @Override
  public void flatMap(Long number, Collector<Tick> out) {
    tables.forEach(table -> out.collect(new Tick(table)));
  }
}
