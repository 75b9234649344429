package io.flamelake.symbolize.operators;

import io.flamelake.stacks.StackKey;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * In: stacks, keyed by day, service and id, any number of times. Out: each once, and again whenever
 * it lacks fewer functions than before.
 */
public final class KeepBest extends KeyedProcessFunction<StackKey, WrittenStack, WrittenStack> {
  private static final long serialVersionUID = 1L;

  private final Duration ttl;
  private transient ValueState<Integer> fewest;
  private transient Counter written;
  private transient Counter rewritten;
  private transient Counter duplicates;

  /**
   * Makes one.
   *
   * @param ttl how long a stack is remembered
   */
  public KeepBest(Duration ttl) {
    this.ttl = ttl;
  }

  @Override
  public void open(OpenContext context) {
    fewest = getRuntimeContext().getState(fewest(ttl));
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    written = SymbolizeMetric.STACKS_WRITTEN.counter(metrics);
    rewritten = SymbolizeMetric.STACKS_REWRITTEN.counter(metrics);
    duplicates = SymbolizeMetric.DUPLICATES.counter(metrics);
  }

  @Override
  public void processElement(WrittenStack stack, Context context, Collector<WrittenStack> out)
      throws Exception {
    Integer known = fewest.value();
    if (known != null && stack.stack().unresolved() >= known) {
      duplicates.inc();
      return;
    }
    fewest.update(stack.stack().unresolved());
    boolean rewrite = stack.rewrite() || known != null;
    written.inc();
    rewritten.inc(rewrite ? 1 : 0);
    out.collect(new WrittenStack(stack.stack(), rewrite));
  }

  private static ValueStateDescriptor<Integer> fewest(Duration ttl) {
    ValueStateDescriptor<Integer> descriptor =
        new ValueStateDescriptor<>("fewest-unresolved", Types.INT);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    return descriptor;
  }
}
