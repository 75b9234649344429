package io.flamelake.compaction;

import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.job.ActionSource;
import io.flamelake.compaction.job.CountRuns;
import io.flamelake.compaction.job.EachTable;
import io.flamelake.compaction.job.MaintainTables;
import io.flamelake.compaction.job.Tick;
import io.flamelake.compaction.job.TickSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** How ticks become runs of tables. */
final class CompactionTopology {
  private static final Duration TICK = Duration.ofSeconds(1);

  /** Of a subtask: ticks that begin no run leave at once. */
  private static final int RUNS_AT_A_TIME = 100;

  private final Map<String, String> configuration;
  private final ActionSource actions;

  CompactionTopology(Map<String, String> configuration, ActionSource actions) {
    this.configuration = configuration;
    this.actions = actions;
  }

  void define(StreamExecutionEnvironment environment) {
    CompactionConfig config = CompactionConfig.from(configuration);
    ArrayList<String> tables =
        new ArrayList<>(config.tables().stream().map(TableDefinition::name).toList());
    SingleOutputStreamOperator<Long> numbers =
        named(
            "ticks",
            environment.fromSource(
                new TickSource(TICK), WatermarkStrategy.noWatermarks(), "ticks", Types.LONG));
    SingleOutputStreamOperator<Tick> ticks =
        named("each-table", numbers.setParallelism(1).flatMap(new EachTable(tables)));
    named(
            "count-runs",
            named(
                    "maintain",
                    AsyncDataStream.unorderedWait(
                        ticks.setParallelism(1).keyBy(Tick::table, Types.STRING),
                        new MaintainTables(configuration, actions),
                        // Runs take as long as they take.
                        0,
                        TimeUnit.MILLISECONDS,
                        RUNS_AT_A_TIME))
                .process(new CountRuns()))
        .sinkTo(new DiscardingSink<>())
        .uid("runs")
        .name("runs");
  }

  /** The one name is the operator's uid too: savepoints are matched by it, so it never changes. */
  private static <T> SingleOutputStreamOperator<T> named(
      String name, SingleOutputStreamOperator<T> operator) {
    return operator.uid(name).name(name);
  }
}
