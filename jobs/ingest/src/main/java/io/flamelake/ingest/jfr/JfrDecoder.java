package io.flamelake.ingest.jfr;

import io.flamelake.ingest.decode.ContainerTime;
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
 * Decodes records that are one recording of JDK Flight Recorder or async-profiler, as {@link
 * Recordings} does. The labels of the series come from the record's header {@code labels}; {@code
 * __name__} is not looked at, because a recording is of several names.
 */
public final class JfrDecoder implements ProfileDecoder {

  /** The name of this format in {@code profiles.format}. */
  public static final String FORMAT = "jfr";

  private final ProfileTeller teller;
  private final LabelHeaders labelHeaders;
  private final Recordings recordings;

  /** A decoder that shares its memory of what was told with others of the same thread. */
  public JfrDecoder(DecoderOptions options, ProfileTeller teller) {
    this.teller = teller;
    labelHeaders = new LabelHeaders(options.limits(), options.series());
    recordings = new Recordings(options, FORMAT, teller);
  }

  /** Whether these bytes, not compressed, are the start of a recording. */
  public static boolean isRecording(byte[] data, int length) {
    return ChunkHeader.isRecording(data, length);
  }

  @Override
  public void decode(RawRecord record, ProfileOutput output) {
    teller.start();
    ProfileLabels labels;
    try {
      if (record.value() == null || record.value().length == 0) {
        throw new BadRecord(
            Reason.EMPTY_RECORD, "the record has no value; was it meant to be a JFR recording?");
      }
      labels = labelHeaders.of(record);
    } catch (BadRecord e) {
      output.reject(e.rejection());
      return;
    } catch (RuntimeException e) {
      output.reject(Rejection.ofFailure(e, null));
      return;
    }
    recordings.decode(new Recording(record.value(), labels, ContainerTime.NONE), record, output);
  }
}
