package io.flamelake.benchmarks;

import io.flamelake.ingest.decode.Drop;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.record.Rejection;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.record.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Takes what is decoded of recorded profiles. They have no flaws: any stops the benchmark. */
abstract class RecordedOutput implements ProfileOutput {
  private static final long SENT_MILLIS = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();
  private static final Map<String, byte[]> HEADERS =
      Map.of(
          "content-type",
          "application/x-pprof".getBytes(StandardCharsets.US_ASCII),
          "labels",
          "{service_name=\"bench\",env=\"prod\",pod=\"a-7\"}".getBytes(StandardCharsets.US_ASCII));

  /** A recorded profile as it comes from Kafka. */
  static RawRecord record(byte[] value, long offset) {
    return new RawRecord("profiles", 0, offset, SENT_MILLIS, HEADERS, value);
  }

  @Override
  public void stack(StackDefinition stack) {
    // Most want profiles only.
  }

  @Override
  public final void reject(Rejection rejection) {
    throw new IllegalStateException("a recorded profile was rejected: " + rejection);
  }

  @Override
  public final void repaired(Repair repair, long count) {
    throw new IllegalStateException("a recorded profile was mended: " + repair);
  }

  @Override
  public final void dropped(Drop drop, long count) {
    throw new IllegalStateException("something of a recorded profile was dropped: " + drop);
  }
}
