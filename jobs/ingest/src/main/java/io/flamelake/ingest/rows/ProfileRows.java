package io.flamelake.ingest.rows;

import io.flamelake.ingest.profile.SeriesProfile;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.util.Collector;

/** In: profiles. Out: rows of {@code profiles}, one for each sample type. */
public final class ProfileRows implements FlatMapFunction<SeriesProfile, RowData> {
  private static final long serialVersionUID = 1L;
  private static final double NANOS_PER_SECOND = 1e9;

  @Override
  public void flatMap(SeriesProfile profile, Collector<RowData> out) {
    for (int type = 0; type < profile.typeCount(); type++) {
      out.collect(row(profile, type));
    }
  }

  private static RowData row(SeriesProfile profile, int type) {
    long total = profile.total(type);
    boolean hasPeriod = profile.periodType() != null;
    boolean hasDuration = profile.durationNanos() > 0;
    return GenericRowData.of(
        Times.ofNanos(profile.timeNanos()),
        profile.timeNanos(),
        text(profile.serviceName()),
        text(profile.profileType(type)),
        text(profile.profileName()),
        text(profile.sampleTypes()[type]),
        text(profile.sampleUnits()[type]),
        text(profile.periodType()),
        text(profile.periodUnit()),
        hasPeriod ? profile.period() : null,
        hasDuration ? profile.durationNanos() : null,
        profile.seriesId(),
        text(profile.profileId()),
        text(profile.temporality(type).label()),
        (long) profile.nonZero(type),
        total,
        hasDuration ? total / (profile.durationNanos() / NANOS_PER_SECOND) : null,
        text(profile.format()),
        profile.kafkaPartition(),
        profile.kafkaOffset());
  }

  private static StringData text(String text) {
    return text == null ? null : StringData.fromString(text);
  }
}
