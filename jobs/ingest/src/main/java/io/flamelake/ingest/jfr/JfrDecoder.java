package io.flamelake.ingest.jfr;

import io.flamelake.ingest.compression.Uncompressor;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.ProfileDecoder;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.ProfileTeller;
import io.flamelake.ingest.labels.LabelHeaders;
import io.flamelake.ingest.labels.ProfileLabels;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.RawRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.record.Rejection;
import java.util.Arrays;

/**
 * Decodes records that are one recording of JDK Flight Recorder or async-profiler, gzip, zstd or
 * plain. Each of its chunks gives a profile for each {@link Kind} of events that it has; each chunk
 * stands or falls alone. The labels of the series come from the record's header {@code labels};
 * {@code __name__} is not looked at, because a recording is of several names.
 */
public final class JfrDecoder implements ProfileDecoder {

  /** The name of this format in {@code profiles.format}. */
  public static final String FORMAT = "jfr";

  private final DecoderOptions options;
  private final ProfileTeller teller;
  private final LabelHeaders labelHeaders;
  private final Uncompressor uncompressor;
  private ChunkProfiles profiles;

  /** A decoder that shares its memory of what was told with others of the same thread. */
  public JfrDecoder(DecoderOptions options, ProfileTeller teller) {
    this.options = options;
    this.teller = teller;
    labelHeaders = new LabelHeaders(options.limits(), options.series());
    uncompressor = new Uncompressor(options.limits().profileBytes());
    profiles = new ChunkProfiles(options);
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
      uncompressor.read(record.value());
      ChunkHeader.read(uncompressor.buffer(), 0, uncompressor.length());
    } catch (BadRecord e) {
      output.reject(e.rejection());
      return;
    } catch (RuntimeException e) {
      output.reject(Rejection.ofFailure(e, null));
      return;
    }
    decodeChunks(labels, record, output);
  }

  private void decodeChunks(ProfileLabels labels, RawRecord record, ProfileOutput output) {
    int length = uncompressor.length();
    boolean any = false;
    int position = 0;
    while (position < length) {
      int end = length;
      Chunk chunk = null;
      try {
        ChunkHeader header = ChunkHeader.read(uncompressor.buffer(), position, length);
        end = position + header.size();
        byte[] data = Arrays.copyOfRange(uncompressor.buffer(), position, end);
        chunk = Chunk.read(data, header, options.limits());
        profiles.start(data, chunk, labels, record);
      } catch (BadRecord e) {
        byte[] payload = Arrays.copyOfRange(uncompressor.buffer(), position, end);
        output.reject(new Rejection(e.reason(), e.getMessage(), payload));
        any = true;
      }
      any |= tellChunk(chunk, record, output);
      position = end;
    }
    if (!any) {
      output.reject(
          new Rejection(
              Reason.EMPTY_RECORD,
              "the recording has no event that profiles are made of; switch on execution,"
                  + " allocation or lock events"));
    }
  }

  private void tell(RawRecord record, ProfileOutput output) {
    try {
      teller.tell(profiles.profile(), record, output);
    } catch (BadRecord e) {
      output.reject(e.rejection());
    }
  }

  private boolean tellChunk(Chunk chunk, RawRecord record, ProfileOutput output) {
    boolean any = false;
    for (Kind kind : Kind.values()) {
      if (profiles.has(chunk, kind)) {
        any = true;
        Rejection rejection = profiles.read(kind);
        if (rejection != null) {
          output.reject(rejection);
        } else {
          profiles.problems().tell(output);
          tell(record, output);
        }
      }
    }
    profiles = profiles.renewed();
    return any;
  }
}
