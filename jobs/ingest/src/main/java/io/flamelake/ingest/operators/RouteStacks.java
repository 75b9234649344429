package io.flamelake.ingest.operators;

import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.kafka.UnresolvedTopic;
import io.flamelake.stacks.types.StackTypes;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * In: stacks, each once. Out: those to be written as they are; beside them {@link #UNRESOLVED},
 * those whose missing functions may be found by a build id.
 */
public final class RouteStacks extends ProcessFunction<StackDefinition, StackDefinition> {
  public static final OutputTag<StackDefinition> UNRESOLVED =
      new OutputTag<>("unresolved", StackTypes.STACK_DEFINITION);

  private static final long serialVersionUID = 1L;

  private final UnresolvedTopic topic;
  private transient Counter sent;
  private transient Counter tooLarge;

  public RouteStacks(UnresolvedTopic topic) {
    this.topic = topic;
  }

  @Override
  public void open(OpenContext context) {
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    sent = IngestMetric.STACKS_SENT_UNRESOLVED.counter(metrics);
    tooLarge = IngestMetric.UNRESOLVED_STACKS_TOO_LARGE.counter(metrics);
  }

  @Override
  public void processElement(
      StackDefinition stack, Context context, Collector<StackDefinition> out) {
    if (stack.buildIds().length == 0) {
      out.collect(stack);
    } else if (topic.fits(stack)) {
      sent.inc();
      context.output(UNRESOLVED, stack);
    } else {
      tooLarge.inc();
      out.collect(stack);
    }
  }
}
