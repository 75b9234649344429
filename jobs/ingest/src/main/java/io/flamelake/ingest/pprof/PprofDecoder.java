package io.flamelake.ingest.pprof;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.ProfileDecoder;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.ProfileTeller;
import io.flamelake.ingest.labels.LabelHeaders;
import io.flamelake.ingest.labels.ProfileLabels;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.record.Rejection;
import io.flamelake.stacks.record.RawRecord;

/**
 * Decodes records that are one pprof message (proto/profile.proto of google/pprof). The labels of
 * the series come from the record's header {@code labels}.
 */
public final class PprofDecoder implements ProfileDecoder {

  /** The name of this format in {@code profiles.format}. */
  public static final String FORMAT = "pprof";

  private final LabelHeaders labelHeaders;
  private final PprofMessages messages;
  private final ProfileTeller teller;

  public PprofDecoder(DecoderOptions options) {
    this(options, new ProfileTeller(options));
  }

  /** A decoder that shares its memory of what was told with others of the same thread. */
  public PprofDecoder(DecoderOptions options, ProfileTeller teller) {
    labelHeaders = new LabelHeaders(options.limits(), options.series());
    this.teller = teller;
    messages = new PprofMessages(options, FORMAT, teller);
  }

  @Override
  public void decode(RawRecord record, ProfileOutput output) {
    teller.start();
    ProfileLabels labels;
    try {
      labels = labels(record);
    } catch (BadRecord e) {
      output.reject(e.rejection());
      return;
    } catch (RuntimeException e) {
      output.reject(Rejection.ofFailure(e, null));
      return;
    }
    messages.decode(record.value(), labels, record, output);
  }

  /** Bytes that stay allocated until the next record. */
  long heldBytes() {
    return messages.heldBytes();
  }

  private ProfileLabels labels(RawRecord record) {
    if (record.value() == null || record.value().length == 0) {
      throw new BadRecord(
          Reason.EMPTY_RECORD, "the record has no value; was it meant to be a profile?");
    }
    return labelHeaders.of(record);
  }
}
