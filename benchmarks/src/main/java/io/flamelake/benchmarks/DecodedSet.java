package io.flamelake.benchmarks;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.Drop;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.RawRecord;
import io.flamelake.ingest.decode.Rejection;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.stacks.StackDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Recorded profiles of one kind, decoded. */
final class DecodedSet implements ProfileOutput {
  private static final long SENT_MILLIS = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();
  private static final Map<String, byte[]> HEADERS =
      Map.of(
          "content-type",
          "application/x-pprof".getBytes(StandardCharsets.US_ASCII),
          "labels",
          "{service_name=\"bench\"}".getBytes(StandardCharsets.US_ASCII));

  private final List<SeriesProfile> profiles = new ArrayList<>();

  DecodedSet(String kind) throws IOException {
    Decoders decoders = new Decoders(DecoderOptions.defaults());
    for (byte[] value : RecordedSet.load(kind).gzip()) {
      decoders.decode(new RawRecord("profiles", 0, 0, SENT_MILLIS, HEADERS, value), this);
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

  @Override
  public void stack(StackDefinition stack) {
    // Only samples are written.
  }

  @Override
  public void reject(Rejection rejection) {
    throw new IllegalStateException("a recorded profile was rejected: " + rejection);
  }

  @Override
  public void repaired(Repair repair, long count) {
    throw new IllegalStateException("a recorded profile was mended: " + repair);
  }

  @Override
  public void dropped(Drop drop, long count) {
    throw new IllegalStateException("something of a recorded profile was dropped: " + drop);
  }
}
