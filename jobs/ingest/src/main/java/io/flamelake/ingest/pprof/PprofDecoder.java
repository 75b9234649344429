package io.flamelake.ingest.pprof;

import io.flamelake.ingest.decode.BadRecord;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.ProfileDecoder;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.RawRecord;
import io.flamelake.ingest.decode.Reason;
import io.flamelake.ingest.decode.Rejection;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.decode.Uncompressor;
import io.flamelake.ingest.labels.LabelHeader;
import io.flamelake.ingest.labels.LabelHeaders;
import io.flamelake.ingest.profile.ProfileHead;
import io.flamelake.ingest.profile.ProfileIds;
import io.flamelake.ingest.stacks.SeenStacks;
import java.util.concurrent.TimeUnit;

/**
 * Decodes pprof (proto/profile.proto of google/pprof), gzip, zstd or plain, straight from its
 * bytes. The labels of the series come from the record's header {@code labels}.
 */
public final class PprofDecoder implements ProfileDecoder {

  /** The name of this format in {@code profiles.format}. */
  public static final String FORMAT = "pprof";

  /** The header that has the labels. */
  public static final String LABELS_HEADER = "labels";

  /** One huge profile must not hold its memory for ever. */
  private static final long KEPT_BYTES = 48 << 20;

  private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final DecoderOptions options;
  private final Uncompressor uncompressor;
  private final LabelHeaders labelHeaders;
  private final TypeSets typeSets;
  private final SeenStacks seen;
  private ProfileReader reader;

  public PprofDecoder(DecoderOptions options) {
    this.options = options;
    uncompressor = new Uncompressor(options.limits().profileBytes());
    labelHeaders = new LabelHeaders(options.limits());
    typeSets = new TypeSets(options.cumulativeTypes());
    seen = new SeenStacks(options.rememberedStacks());
    reader = new ProfileReader(options);
  }

  @Override
  public void decode(RawRecord record, ProfileOutput output) {
    ProfileHead head;
    try {
      head = read(record);
    } catch (BadRecord e) {
      output.reject(e.rejection());
      return;
    } catch (RuntimeException e) {
      reader = new ProfileReader(options);
      output.reject(new Rejection(Reason.DECODER_ERROR, "the decoder failed: " + e));
      return;
    }
    reader.problems().tell(output);
    new ProfileTeller(reader, seen, head, record).tell(output);
    if (reader.heldBytes() > KEPT_BYTES) {
      reader = new ProfileReader(options);
    }
  }

  /** Bytes that stay allocated until the next record. */
  long heldBytes() {
    return reader.heldBytes() + uncompressor.buffer().length;
  }

  private ProfileHead read(RawRecord record) {
    byte[] value = record.value();
    if (value == null || value.length == 0) {
      throw new BadRecord(
          Reason.EMPTY_RECORD, "the record has no value; was it meant to be a profile?");
    }
    LabelHeader header = labelHeaders.read(record.headers().get(LABELS_HEADER));
    uncompressor.read(value);
    if (uncompressor.length() == 0) {
      throw new BadRecord(Reason.EMPTY_RECORD, "the record's compressed data is empty");
    }
    reader.readTables(uncompressor.buffer(), uncompressor.length());
    typeSets.read(reader.message, header.profileName());
    long time = time(reader.message.timeNanos, record.timestampMillis());
    reader.readSamples(header);
    long duration = Math.max(0, reader.message.durationNanos);
    return new ProfileHead(
        typeSets.profileName(),
        time,
        duration,
        reader.message.periodValue,
        typeSets.types(),
        typeSets.temporalities(header.isDelta(), duration),
        ProfileIds.content(uncompressor.buffer(), 0, uncompressor.length()));
  }

  private long time(long timeNanos, long recordMillis) {
    long millis = Math.floorDiv(timeNanos, NANOS_PER_MILLI);
    if (timeNanos == 0) {
      millis = recordMillis;
      reader.problems().repaired(Repair.TIME_FROM_KAFKA, 1);
    }
    TimeRule.check(millis, recordMillis, options.limits());
    return timeNanos == 0 ? millis * NANOS_PER_MILLI : timeNanos;
  }
}
