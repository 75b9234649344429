package io.flamelake.benchmarks;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.Drop;
import io.flamelake.ingest.decode.ProfileDecoder;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.RawRecord;
import io.flamelake.ingest.decode.Rejection;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.stacks.StackDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Decodes records one after another, over and over, as one decoder of a job does in the long run:
 * its buffers are large enough, and it has told most stacks before.
 */
final class DecodeWork implements ProfileOutput {

  private static final long SENT_MILLIS = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();
  private static final Map<String, byte[]> HEADERS =
      Map.of(
          "content-type",
          "application/x-pprof".getBytes(StandardCharsets.US_ASCII),
          "labels",
          "{service_name=\"bench\",env=\"prod\",pod=\"a-7\"}".getBytes(StandardCharsets.US_ASCII));

  private final ProfileDecoder decoder = new Decoders(DecoderOptions.defaults());
  private final List<RawRecord> records = new ArrayList<>();
  private int next;
  private long seen;

  DecodeWork(List<byte[]> values) {
    for (byte[] value : values) {
      records.add(new RawRecord("profiles", 0, records.size(), SENT_MILLIS, HEADERS, value));
    }
    if (records.isEmpty()) {
      throw new IllegalArgumentException("no profiles; name their folder: " + RecordedSet.FOLDER);
    }
  }

  int size() {
    return records.size();
  }

  /** Decodes one record; the result stands for all that was told. */
  long decodeNext() {
    decoder.decode(records.get(next), this);
    next = next + 1 == records.size() ? 0 : next + 1;
    return seen;
  }

  @Override
  public void profile(SeriesProfile profile) {
    seen += profile.stackCount();
  }

  @Override
  public void stack(StackDefinition stack) {
    seen += stack.frames().length;
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
    throw new IllegalStateException("a recorded profile was dropped: " + drop);
  }
}
