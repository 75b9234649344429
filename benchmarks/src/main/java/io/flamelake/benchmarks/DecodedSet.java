package io.flamelake.benchmarks;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.profile.SeriesProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Recorded profiles of one kind, decoded. */
final class DecodedSet extends RecordedOutput {
  private final List<SeriesProfile> profiles = new ArrayList<>();

  DecodedSet(String kind) throws IOException {
    Decoders decoders = new Decoders(DecoderOptions.defaults());
    for (byte[] value : RecordedSet.load(kind).gzip()) {
      decoders.decode(record(value, 0), this);
    }
  }

  List<SeriesProfile> profiles() {
    return profiles;
  }

  /** The same profile at another time. */
  static SeriesProfile at(SeriesProfile p, long timeNanos) {
    return new SeriesProfile(
        p.seriesId(),
        p.serviceName(),
        p.labels(),
        p.profileName(),
        p.profileIdHigh(),
        p.profileIdLow(),
        timeNanos,
        timeNanos,
        p.durationNanos(),
        p.periodType(),
        p.periodUnit(),
        p.period(),
        p.sampleTypes(),
        p.sampleUnits(),
        p.temporalities(),
        p.stackIds(),
        p.values(),
        p.spanIds(),
        p.traceIds(),
        p.sessionId(),
        p.format(),
        p.kafkaPartition(),
        p.kafkaOffset(),
        p.kafkaTimestampMillis());
  }

  @Override
  public void profile(SeriesProfile profile) {
    profiles.add(profile);
  }
}
