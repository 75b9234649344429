package io.flamelake.ingest.otlp;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.ProfileTeller;
import io.flamelake.ingest.folded.FoldedText;
import io.flamelake.ingest.folded.FoldedTexts;
import io.flamelake.ingest.jfr.Recording;
import io.flamelake.ingest.jfr.Recordings;
import io.flamelake.ingest.pprof.AddressRule;
import io.flamelake.ingest.pprof.PprofMessage;
import io.flamelake.ingest.pprof.PprofMessages;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.record.Rejection;
import io.flamelake.stacks.record.RawRecord;

/** Decodes original payloads in place of the profiles that carry them. */
final class OriginalPayloads {

  private final PprofMessages pprof;
  private final Recordings recordings;
  private final FoldedTexts texts;
  private int lastBytes;

  /**
   * @param teller shared by all decoders of a thread
   */
  OriginalPayloads(DecoderOptions options, ProfileTeller teller) {
    pprof = new PprofMessages(options, OtlpDecoder.FORMAT, teller);
    recordings = new Recordings(options, OtlpDecoder.FORMAT, teller);
    texts = new FoldedTexts(options, OtlpDecoder.FORMAT, teller);
  }

  /**
   * Tells what is in the payload of the profile that was read last, or why it was rejected.
   *
   * @return whether it could be read
   */
  boolean decode(RequestReader reader, RawRecord record, ProfileOutput output) {
    lastBytes = 0;
    byte[] value = reader.payload();
    PayloadFormat format = PayloadFormat.of(reader.payloadFormat());
    if (format == null) {
      output.reject(unsupported(reader.payloadFormat(), value));
      return false;
    }
    return switch (format) {
      case PPROF -> decodePprof(reader, value, record, output);
      case JFR -> decodeRecording(reader, value, record, output);
      case FOLDED -> decodeText(reader, value, record, output);
    };
  }

  /** Size of the payload decoded last, uncompressed, as far as it was. */
  int lastBytes() {
    return lastBytes;
  }

  private boolean decodePprof(
      RequestReader reader, byte[] value, RawRecord record, ProfileOutput output) {
    boolean isRead =
        pprof.decode(
            new PprofMessage(
                value, reader.profileLabels(), AddressRule.OF_PROCESS, reader.profileTime()),
            record,
            output);
    lastBytes = pprof.lastBytes();
    return isRead;
  }

  private boolean decodeRecording(
      RequestReader reader, byte[] value, RawRecord record, ProfileOutput output) {
    boolean isRead =
        recordings.decode(
            new Recording(value, reader.profileLabels(), reader.profileTime()), record, output);
    lastBytes = recordings.lastBytes();
    return isRead;
  }

  private boolean decodeText(
      RequestReader reader, byte[] value, RawRecord record, ProfileOutput output) {
    FoldedText text;
    try {
      text = reader.foldedText(value);
    } catch (BadRecord e) {
      output.reject(new Rejection(e.reason(), e.getMessage(), value));
      return false;
    }
    boolean isRead = texts.decode(text, record, output);
    lastBytes = texts.lastBytes();
    return isRead;
  }

  private static Rejection unsupported(String format, byte[] value) {
    String what =
        format.isEmpty()
            ? "names no original_payload_format"
            : "is of the format " + BadRecord.quote(format);
    return new Rejection(
        Reason.UNSUPPORTED_FORMAT,
        "the profile has no samples, and its original_payload "
            + what
            + "; send samples, or a payload of "
            + PayloadFormat.KNOWN,
        value);
  }
}
