package io.flamelake.symbolize.operators;

import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.StackKey;
import io.flamelake.stacks.types.StackTypes;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * In: stacks that wait for builds, and builds that have come, both keyed by build id. Out: the
 * stacks whose build has come, some at a time; beside them {@link #FETCH}, builds that the sources
 * are to be asked for again.
 */
public final class PendingStacks
    extends KeyedCoProcessFunction<String, PendingStack, UploadedBuild, StackToResolve> {
  public static final OutputTag<UploadedBuild> FETCH = new OutputTag<>("fetch") {};

  private static final long serialVersionUID = 1L;

  private final PendingRules rules;
  private transient MapState<StackKey, StackDefinition> waiting;
  private transient ValueState<PendingBuild> build;
  private transient Counter added;
  private transient Counter sent;
  private transient Counter fetches;

  public PendingStacks(PendingRules rules) {
    this.rules = rules;
  }

  @Override
  public void open(OpenContext context) {
    waiting = getRuntimeContext().getMapState(waiting(rules));
    build = getRuntimeContext().getState(build(rules));
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    added = SymbolizeMetric.PENDING_ADDED.counter(metrics);
    sent = SymbolizeMetric.PENDING_SENT.counter(metrics);
    fetches = SymbolizeMetric.FETCHES.counter(metrics);
  }

  /** Puts a stack by, unless its build has come in the meantime. */
  @Override
  public void processElement1(PendingStack stack, Context context, Collector<StackToResolve> out)
      throws Exception {
    PendingBuild known = known();
    long now = context.timerService().currentProcessingTime();
    added.inc();
    if (known.uploadedAt() != 0 && PendingRules.isOutdated(stack, now - known.uploadedAt())) {
      send(stack.stack(), known, context.getCurrentKey(), out);
      return;
    }
    waiting.put(StackKey.of(stack.stack()), stack.stack());
    long pause = rules.firstPause(stack.reason());
    if (known.retryAt() == 0 && pause > 0) {
      retry(known, pause, context.timerService());
    }
  }

  /** Begins to send the stacks that wait. */
  @Override
  public void processElement2(UploadedBuild upload, Context context, Collector<StackToResolve> out)
      throws Exception {
    long at = Math.max(upload.at(), known().uploadedAt());
    build.update(new PendingBuild(at, 0, 0, true));
    TimerService timers = context.timerService();
    timers.registerProcessingTimeTimer(timers.currentProcessingTime());
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<StackToResolve> out)
      throws Exception {
    PendingBuild known = known();
    if (known.sending()) {
      if (sendPortion(known, context.getCurrentKey(), out)) {
        known = known.sent();
        build.update(known);
      } else {
        // The rest after whatever else waits, such as a checkpoint.
        context.timerService().registerProcessingTimeTimer(time + 1);
      }
    }
    if (known.retryAt() != 0 && known.retryAt() <= time) {
      fetch(known, time, context);
    }
  }

  private void fetch(PendingBuild known, long time, OnTimerContext context) throws Exception {
    if (waiting.isEmpty()) {
      build.update(known.retryAt(0, 0));
      return;
    }
    fetches.inc();
    context.output(FETCH, new UploadedBuild(context.getCurrentKey(), time));
    retry(known, known.pause(), context.timerService());
  }

  private void retry(PendingBuild known, long pause, TimerService timers) throws Exception {
    long at = timers.currentProcessingTime() + pause;
    build.update(known.retryAt(at, rules.after(pause)));
    timers.registerProcessingTimeTimer(at);
  }

  /** Sends some of those that wait; whether these were all. */
  private boolean sendPortion(PendingBuild known, String buildId, Collector<StackToResolve> out)
      throws Exception {
    Iterator<Map.Entry<StackKey, StackDefinition>> entries = waiting.iterator();
    for (int i = 0; i < rules.portion(); i++) {
      if (!entries.hasNext()) {
        return true;
      }
      send(entries.next().getValue(), known, buildId, out);
      entries.remove();
    }
    return !entries.hasNext();
  }

  private void send(
      StackDefinition stack, PendingBuild known, String buildId, Collector<StackToResolve> out) {
    sent.inc();
    out.collect(new StackToResolve(stack, false, buildId, known.uploadedAt()));
  }

  private PendingBuild known() throws Exception {
    PendingBuild known = build.value();
    return known == null ? PendingBuild.UNKNOWN : known;
  }

  private static MapStateDescriptor<StackKey, StackDefinition> waiting(PendingRules rules) {
    MapStateDescriptor<StackKey, StackDefinition> descriptor =
        new MapStateDescriptor<>(
            "waiting", TypeInformation.of(StackKey.class), StackTypes.STACK_DEFINITION);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(rules.ttl()).build());
    return descriptor;
  }

  private static ValueStateDescriptor<PendingBuild> build(PendingRules rules) {
    ValueStateDescriptor<PendingBuild> descriptor =
        new ValueStateDescriptor<>("build", TypeInformation.of(PendingBuild.class));
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(rules.ttl()).build());
    return descriptor;
  }
}
