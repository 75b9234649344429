package io.flamelake.compaction.job;

import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The metrics of one table. */
final class TableMetrics {
  private static final String LABEL = "table";
  private static final long MILLIS_PER_SECOND = 1_000;

  private final Map<CompactionMetric, Counter> counters = new EnumMap<>(CompactionMetric.class);
  private final MetricGroup group;
  private final String table;
  private volatile TableRun last;
  private volatile long lastSuccess;

  TableMetrics(MetricGroup group, String table) {
    this.group = group;
    this.table = table;
    CompactionMetric.LAST_RUN_MILLIS.gauge(group, () -> last.millis(), LABEL, table);
    CompactionMetric.LAST_SUCCESS.gauge(group, () -> lastSuccess, LABEL, table);
    CompactionMetric.WAITING_FILES.gauge(group, () -> last.waitingFiles(), LABEL, table);
    CompactionMetric.WAITING_BYTES.gauge(group, () -> last.waitingBytes(), LABEL, table);
    CompactionMetric.WAITING_SECONDS.gauge(group, this::waitingSeconds, LABEL, table);
  }

  void add(TableRun run) {
    last = run;
    lastSuccess = run.failures() == 0 ? run.endMillis() : lastSuccess;
    count(CompactionMetric.RUNS, 1);
    count(CompactionMetric.FAILURES, run.failures());
    count(CompactionMetric.FILES_REWRITTEN, run.filesBefore());
    count(CompactionMetric.BYTES_REWRITTEN, run.bytesBefore());
    count(CompactionMetric.FILES_WRITTEN, run.filesAfter());
    count(CompactionMetric.BYTES_WRITTEN, run.bytesAfter());
    count(CompactionMetric.ROWS_WRITTEN, run.rows());
    count(CompactionMetric.ROWS_REMOVED, run.rowsRemoved());
    count(CompactionMetric.RUN_MILLIS, run.millis());
  }

  private void count(CompactionMetric metric, long more) {
    counters.computeIfAbsent(metric, any -> metric.counter(group, LABEL, table)).inc(more);
  }

  private long waitingSeconds() {
    long since = last.waitingSinceMillis();
    return since == 0 ? 0 : (System.currentTimeMillis() - since) / MILLIS_PER_SECOND;
  }
}
