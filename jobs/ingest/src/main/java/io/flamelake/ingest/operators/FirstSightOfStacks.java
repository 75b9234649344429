package io.flamelake.ingest.operators;

import io.flamelake.ingest.config.IngestConfig.KeptState;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.StackKey;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In: stacks, keyed by day, service and id, any number of times. Out: each once. Two different
 * stacks with one id are counted and logged: the second is not written, its samples show the first.
 */
public final class FirstSightOfStacks
    extends KeyedProcessFunction<StackKey, StackDefinition, StackDefinition> {
  private static final Logger LOG = LoggerFactory.getLogger(FirstSightOfStacks.class);
  private static final long serialVersionUID = 1L;

  private final KeptState kept;
  private transient ValueState<Long> check;
  private transient Counter written;
  private transient Counter clashes;

  public FirstSightOfStacks(KeptState kept) {
    this.kept = kept;
  }

  @Override
  public void open(OpenContext context) {
    check = getRuntimeContext().getState(check(kept));
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    written = IngestMetric.STACKS_WRITTEN.counter(metrics);
    clashes = IngestMetric.STACK_ID_CLASHES.counter(metrics);
  }

  @Override
  public void processElement(StackDefinition stack, Context context, Collector<StackDefinition> out)
      throws Exception {
    Long known = check.value();
    if (known == null) {
      check.update(stack.check());
      written.inc();
      out.collect(stack);
    } else if (known != stack.check()) {
      clashes.inc();
      LOG.warn(
          "Two stacks of service {} have the id {} on day {}: one with check bits {}, which is"
              + " written, and one with {}, whose samples will show the other's frames",
          stack.serviceName(),
          stack.stackId(),
          stack.day(),
          known,
          stack.check());
    }
  }

  private static ValueStateDescriptor<Long> check(KeptState kept) {
    ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("check", Types.LONG);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(kept.firstSightTtl()).build());
    return descriptor;
  }
}
