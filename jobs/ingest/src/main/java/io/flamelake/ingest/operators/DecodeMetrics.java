package io.flamelake.ingest.operators;

import io.flamelake.ingest.decode.Drop;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.record.Reason;
import io.flamelake.stacks.record.RawRecord;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counters of the decoder; one for each reason, repair and drop, there from the start at 0. */
final class DecodeMetrics {
  private final Counter records;
  private final Counter recordBytes;
  private final Counter profiles;
  private final Counter stacks;
  private final Map<Reason, Counter> rejected = new EnumMap<>(Reason.class);
  private final Map<Repair, Counter> repaired = new EnumMap<>(Repair.class);
  private final Map<Drop, Counter> dropped = new EnumMap<>(Drop.class);

  DecodeMetrics(MetricGroup group) {
    records = IngestMetric.RECORDS.counter(group);
    recordBytes = IngestMetric.RECORD_BYTES.counter(group);
    profiles = IngestMetric.SERIES_PROFILES.counter(group);
    stacks = IngestMetric.PROFILE_STACKS.counter(group);
    for (Reason reason : Reason.values()) {
      rejected.put(reason, IngestMetric.REJECTED.counter(group, "reason", reason.code()));
    }
    for (Repair repair : Repair.values()) {
      repaired.put(repair, IngestMetric.REPAIRED.counter(group, "repair", repair.code()));
    }
    for (Drop drop : Drop.values()) {
      dropped.put(drop, IngestMetric.DROPPED.counter(group, "drop", drop.code()));
    }
  }

  void record(RawRecord record) {
    records.inc();
    recordBytes.inc(record.value().length);
  }

  void profile(SeriesProfile profile) {
    profiles.inc();
    stacks.inc(profile.stackCount());
  }

  void reject(Reason reason) {
    rejected.get(reason).inc();
  }

  void repaired(Repair repair, long count) {
    repaired.get(repair).inc(count);
  }

  void dropped(Drop drop, long count) {
    dropped.get(drop).inc(count);
  }
}
