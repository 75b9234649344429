package io.flamelake.ingest.operators;

import io.flamelake.ingest.config.IngestConfig.DeltaRules;
import io.flamelake.ingest.delta.DeltaCalculator;
import io.flamelake.ingest.delta.Snapshot;
import io.flamelake.ingest.delta.SnapshotCodec;
import io.flamelake.ingest.delta.Taken;
import io.flamelake.ingest.delta.Waiting;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.Temporality;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In: profiles, keyed by series, each all cumulative or not at all. Out: those that are not, at
 * once and unchanged; of the cumulative ones, once no straggler is waited for any more, a baseline,
 * delta or reset in the order of their own times.
 */
public final class TakeDeltas extends KeyedProcessFunction<Long, SeriesProfile, SeriesProfile> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(TakeDeltas.class);

  private final DeltaRules rules;
  private transient MapState<Long, byte[]> last;
  private transient MapState<Long, byte[]> pending;
  private transient ValueState<long[]> waiting;
  private transient DeltaCalculator calculator;
  private transient SnapshotCodec codec;
  private transient Snapshot snapshot;
  private transient Map<Taken.Kind, Counter> counters;

  public TakeDeltas(DeltaRules rules) {
    this.rules = rules;
  }

  @Override
  public void open(OpenContext context) {
    last = getRuntimeContext().getMapState(last(rules));
    pending = getRuntimeContext().getMapState(pending());
    waiting = getRuntimeContext().getState(waiting());
    calculator = new DeltaCalculator(rules.ttl());
    codec = new SnapshotCodec();
    snapshot = new Snapshot();
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    counters = new EnumMap<>(Taken.Kind.class);
    counters.put(Taken.Kind.BASELINE, IngestMetric.BASELINES.counter(metrics));
    counters.put(Taken.Kind.DELTA, IngestMetric.DELTAS.counter(metrics));
    counters.put(Taken.Kind.RESET, IngestMetric.RESETS.counter(metrics));
    counters.put(Taken.Kind.LATE, IngestMetric.LATE_SNAPSHOTS.counter(metrics));
  }

  @Override
  public void processElement(SeriesProfile profile, Context context, Collector<SeriesProfile> out)
      throws Exception {
    if (profile.temporality(0) != Temporality.CUMULATIVE) {
      out.collect(profile);
      return;
    }
    long now = context.timerService().currentProcessingTime();
    Waiting.Entry entry = Waiting.Entry.of(profile, sentMillis(profile, now));
    Waiting list = Waiting.of(rules.lateness().toMillis(), waiting.value());
    if (list.add(entry)) {
      snapshot.set(profile);
      pending.put(entry.id(), codec.encode(snapshot));
      waiting.update(list.toLongs());
      context.timerService().registerEventTimeTimer(list.dueMillis(entry));
    } else {
      late(entry);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<SeriesProfile> out)
      throws Exception {
    Waiting list = Waiting.of(rules.lateness().toMillis(), waiting.value());
    for (Waiting.Entry entry : list.remove(timestamp)) {
      take(entry, out);
    }
    if (list.isEmpty()) {
      waiting.clear();
    } else {
      waiting.update(list.toLongs());
    }
  }

  private void take(Waiting.Entry entry, Collector<SeriesProfile> out) throws Exception {
    codec.decode(pending.get(entry.id()), snapshot);
    pending.remove(entry.id());
    Taken taken = calculator.take(last.get(entry.stream()), snapshot);
    if (taken.kind() == Taken.Kind.LATE) {
      late(entry);
      return;
    }
    counters.get(taken.kind()).inc();
    last.put(entry.stream(), taken.state());
    out.collect(taken.profile());
  }

  /** How many snapshots this attempt took in a way. */
  long counted(Taken.Kind kind) {
    return counters.get(kind).getCount();
  }

  private void late(Waiting.Entry entry) {
    counters.get(Taken.Kind.LATE).inc();
    LOG.debug("late snapshot, left to the next delta: {}", entry);
  }

  /**
   * A time that can't be yet, because it is the producer's own and its clock is wrong, would make
   * the snapshot wait until then.
   */
  private long sentMillis(SeriesProfile profile, long nowMillis) {
    long sent = profile.kafkaTimestampMillis();
    return sent > nowMillis + rules.lateness().toMillis() ? nowMillis : sent;
  }

  private static MapStateDescriptor<Long, byte[]> last(DeltaRules rules) {
    MapStateDescriptor<Long, byte[]> descriptor =
        new MapStateDescriptor<>(
            "last", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    // A snapshot is taken some time after its own, so the values of the one before are needed a
    // little longer than the rule itself says.
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(rules.ttl().plus(rules.lateness()).plus(rules.lateness()))
            .build());
    return descriptor;
  }

  private static MapStateDescriptor<Long, byte[]> pending() {
    return new MapStateDescriptor<>(
        "pending", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  private static ValueStateDescriptor<long[]> waiting() {
    return new ValueStateDescriptor<>(
        "waiting", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
  }
}
