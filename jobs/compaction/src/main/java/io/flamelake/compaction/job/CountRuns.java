package io.flamelake.compaction.job;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Counts what runs came to; passes them on. */
public final class CountRuns extends ProcessFunction<TableRun, TableRun> {
  private static final long serialVersionUID = 1L;

  private transient Map<String, TableMetrics> tables;

  @Override
  public void processElement(TableRun run, Context context, Collector<TableRun> out) {
    if (tables == null) {
      tables = new HashMap<>();
    }
    tables
        .computeIfAbsent(
            run.table(), table -> new TableMetrics(getRuntimeContext().getMetricGroup(), table))
        .add(run);
    out.collect(run);
  }
}
