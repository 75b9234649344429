package io.flamelake.compaction.job;

import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.config.CompactionConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Ticks to runs: a tick of a table that is due begins its run, beside the stream, so that no
 * checkpoint waits for it; every other tick comes to nothing. A run that is under way when the job
 * fails or stops is begun anew.
 */
public final class MaintainTables extends RichAsyncFunction<Tick, TableRun> {
  private static final long serialVersionUID = 1L;

  private final Map<String, String> configuration;
  private final ActionSource actions;
  private transient Map<String, TableDefinition> tables;
  private transient Schedule schedule;
  private transient Worker worker;

  /**
   * @param configuration keys and values that {@link CompactionConfig} takes
   */
  public MaintainTables(Map<String, String> configuration, ActionSource actions) {
    this.configuration = new HashMap<>(configuration);
    this.actions = actions;
  }

  @Override
  public void open(OpenContext context) {
    CompactionConfig config = CompactionConfig.from(configuration);
    tables = new HashMap<>();
    config.tables().forEach(table -> tables.put(table.name(), table));
    schedule = new Schedule(config.schedule());
    worker = new Worker(config, actions.actions());
  }

  @Override
  public void asyncInvoke(Tick tick, ResultFuture<TableRun> result) {
    TableDefinition table = tables.get(tick.table());
    // A savepoint may have a tick of a table that is not configured any more.
    if (table == null || !schedule.begins(tick.table(), System.currentTimeMillis())) {
      result.complete(List.of());
      return;
    }
    worker.run(
        table,
        run -> {
          schedule.ends(run.table(), run.endMillis());
          result.complete(List.of(run));
        },
        result::completeExceptionally);
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.close();
    }
  }
}
