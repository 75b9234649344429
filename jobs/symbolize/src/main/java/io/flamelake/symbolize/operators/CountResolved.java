package io.flamelake.symbolize.operators;

import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.types.StackTypes;
import io.flamelake.symbolize.BuildId;
import io.flamelake.symbolize.resolve.Unresolved;
import io.flamelake.symbolize.sources.Unavailable;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * In: stacks after their look-up. Out: all of them, to be written if they are the best so far;
 * beside them {@link #PENDING}, those looked up for the first time that lack functions, for each
 * build that would help, and {@link #AGAIN}, those looked up again for a build that still does not
 * help.
 */
public final class CountResolved extends ProcessFunction<ResolvedStack, WrittenStack> {
  public static final OutputTag<PendingStack> PENDING = new OutputTag<>("pending") {};
  public static final OutputTag<StackDefinition> AGAIN =
      new OutputTag<>("again", StackTypes.STACK_DEFINITION);

  private static final int LATENCIES = 1000;
  private static final long serialVersionUID = 1L;

  private final boolean again;
  private transient Counter stacks;
  private transient Counter complete;
  private transient Counter resolved;
  private transient Counter cached;
  private transient Counter waitedFor;
  private transient Counter sentAgain;
  private transient Map<Unavailable, Counter> unresolved;
  private transient Histogram micros;

  /**
   * Makes one.
   *
   * @param again whether the stacks were looked up before
   */
  public CountResolved(boolean again) {
    this.again = again;
  }

  @Override
  public void open(OpenContext context) {
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    stacks = SymbolizeMetric.STACKS_LOOKED_UP.counter(metrics);
    complete = SymbolizeMetric.STACKS_RESOLVED.counter(metrics);
    resolved = SymbolizeMetric.FRAMES_RESOLVED.counter(metrics);
    cached = SymbolizeMetric.INDEXES_CACHED.counter(metrics);
    waitedFor = SymbolizeMetric.INDEXES_WAITED_FOR.counter(metrics);
    sentAgain = SymbolizeMetric.STACKS_SENT_AGAIN.counter(metrics);
    unresolved = new EnumMap<>(Unavailable.class);
    for (Unavailable reason : Unavailable.values()) {
      unresolved.put(
          reason, SymbolizeMetric.FRAMES_UNRESOLVED.counter(metrics, "reason", reason.code()));
    }
    micros =
        SymbolizeMetric.LOOK_UP_MICROS
            .group(metrics)
            .histogram(
                SymbolizeMetric.LOOK_UP_MICROS.metricName(),
                new DescriptiveStatisticsHistogram(LATENCIES));
  }

  @Override
  public void processElement(ResolvedStack stack, Context context, Collector<WrittenStack> out) {
    count(stack);
    out.collect(new WrittenStack(stack.stack(), stack.given().rewrite()));
    Map<String, Unavailable> missing = missing(stack);
    if (!again) {
      missing.forEach(
          (buildId, reason) -> context.output(PENDING, pending(buildId, reason, stack.given())));
    } else if (missing.containsKey(stack.given().buildId())) {
      sentAgain.inc();
      context.output(AGAIN, stack.given().stack());
    }
  }

  private static PendingStack pending(String buildId, Unavailable reason, StackToResolve stack) {
    return new PendingStack(buildId, reason, stack.rewrite(), stack.stack());
  }

  /** The builds that could help, each with the first of the reasons why it did not. */
  private static Map<String, Unavailable> missing(ResolvedStack stack) {
    Map<String, Unavailable> missing = new LinkedHashMap<>();
    for (Unresolved frames : stack.unresolved()) {
      String buildId = BuildId.normalized(frames.buildId());
      if (buildId != null) {
        missing.putIfAbsent(buildId, frames.reason());
      }
    }
    return missing;
  }

  private void count(ResolvedStack stack) {
    stacks.inc();
    complete.inc(stack.stack().unresolved() == 0 ? 1 : 0);
    resolved.inc(stack.resolved());
    cached.inc(stack.cached());
    waitedFor.inc(stack.given().stack().buildIds().length - stack.cached());
    for (Unresolved frames : stack.unresolved()) {
      unresolved.get(frames.reason()).inc(frames.frames());
    }
    micros.update(stack.micros());
  }
}
