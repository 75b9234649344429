package io.flamelake.ingest.operators;

import io.flamelake.ingest.config.IngestConfig.KeptState;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.TemporalitySplit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * In: profiles, keyed by series. Out: each profile once, without those sent again; one with both
 * cumulative and other types as two. Beside them the {@link #SERIES} themselves, when first seen on
 * a day.
 */
public final class TrackSeries extends KeyedProcessFunction<Long, SeriesProfile, SeriesProfile> {
  public static final OutputTag<SeriesDefinition> SERIES = new OutputTag<>("series") {};

  private static final long serialVersionUID = 1L;
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  private final KeptState kept;
  private transient MapState<Long, Long> profileIds;
  private transient MapState<Integer, Boolean> days;
  private transient Counter duplicates;
  private transient Counter newSeries;

  public TrackSeries(KeptState kept) {
    this.kept = kept;
  }

  @Override
  public void open(OpenContext context) {
    profileIds = getRuntimeContext().getMapState(profileIds(kept));
    days = getRuntimeContext().getMapState(days(kept));
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    duplicates = IngestMetric.DUPLICATES.counter(metrics);
    newSeries = IngestMetric.SERIES_WRITTEN.counter(metrics);
  }

  @Override
  public void processElement(SeriesProfile profile, Context context, Collector<SeriesProfile> out)
      throws Exception {
    if (isDuplicate(profile)) {
      duplicates.inc();
      return;
    }
    int day = (int) Math.floorDiv(profile.timeNanos(), NANOS_PER_DAY);
    if (!days.contains(day)) {
      days.put(day, true);
      newSeries.inc();
      context.output(SERIES, define(day, profile));
    }
    TemporalitySplit split = TemporalitySplit.of(profile);
    split.others().ifPresent(out::collect);
    split.cumulative().ifPresent(out::collect);
  }

  private boolean isDuplicate(SeriesProfile profile) throws Exception {
    Long high = profileIds.get(profile.profileIdLow());
    if (high != null && high == profile.profileIdHigh()) {
      return true;
    }
    profileIds.put(profile.profileIdLow(), profile.profileIdHigh());
    return false;
  }

  private static SeriesDefinition define(int day, SeriesProfile profile) {
    return new SeriesDefinition(day, profile.serviceName(), profile.seriesId(), profile.labels());
  }

  private static MapStateDescriptor<Long, Long> profileIds(KeptState kept) {
    MapStateDescriptor<Long, Long> descriptor =
        new MapStateDescriptor<>("profile-ids", Types.LONG, Types.LONG);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(kept.dedupTtl()).build());
    return descriptor;
  }

  private static MapStateDescriptor<Integer, Boolean> days(KeptState kept) {
    MapStateDescriptor<Integer, Boolean> descriptor =
        new MapStateDescriptor<>("days", Types.INT, Types.BOOLEAN);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(kept.firstSightTtl()).build());
    return descriptor;
  }
}
