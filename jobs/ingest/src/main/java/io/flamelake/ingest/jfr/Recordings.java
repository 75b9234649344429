package io.flamelake.ingest.jfr;

import io.flamelake.ingest.compression.Uncompressor;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.ProfileTeller;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.record.Rejection;
import io.flamelake.stacks.record.RawRecord;
import java.util.Arrays;

/**
 * Decodes recordings, gzip, zstd or plain, wherever in a record they stand and whatever told their
 * labels. Each chunk of a recording gives a profile for each {@link Kind} of events that it has,
 * and stands or falls alone.
 */
public final class Recordings {

  private final DecoderOptions options;
  private final ProfileTeller teller;
  private final Uncompressor uncompressor;
  private ChunkProfiles profiles;

  /**
   * @param format for {@code profiles.format}
   * @param teller shared by all decoders of a thread
   */
  public Recordings(DecoderOptions options, String format, ProfileTeller teller) {
    this.options = options;
    this.teller = teller;
    uncompressor = new Uncompressor(options.limits().profileBytes());
    profiles = new ChunkProfiles(options, format);
  }

  /**
   * Tells the profiles of a recording, or why it or parts of it were rejected.
   *
   * @return whether any could be read
   */
  public boolean decode(Recording recording, RawRecord record, ProfileOutput output) {
    try {
      uncompressor.read(recording.value());
      ChunkHeader.read(uncompressor.buffer(), 0, uncompressor.length());
    } catch (BadRecord e) {
      output.reject(new Rejection(e.reason(), e.getMessage(), recording.value()));
      return false;
    } catch (RuntimeException e) {
      output.reject(Rejection.ofFailure(e, recording.value()));
      return false;
    }
    return decodeChunks(recording, record, output);
  }

  /** Size of the recording decoded last, uncompressed, as far as it was. */
  public int lastBytes() {
    return uncompressor.length();
  }

  private boolean decodeChunks(Recording recording, RawRecord record, ProfileOutput output) {
    int length = uncompressor.length();
    boolean any = false;
    boolean anyRejected = false;
    int position = 0;
    while (position < length) {
      int end = length;
      Chunk chunk = null;
      try {
        ChunkHeader header = ChunkHeader.read(uncompressor.buffer(), position, length);
        end = position + header.size();
        byte[] data = Arrays.copyOfRange(uncompressor.buffer(), position, end);
        chunk = Chunk.read(data, header, options.limits());
        profiles.start(data, chunk, recording, record);
      } catch (BadRecord e) {
        byte[] payload = Arrays.copyOfRange(uncompressor.buffer(), position, end);
        output.reject(new Rejection(e.reason(), e.getMessage(), payload));
        anyRejected = true;
      }
      any |= tellChunk(chunk, recording, record, output);
      position = end;
    }
    if (!any && !anyRejected) {
      output.reject(
          new Rejection(
              Reason.EMPTY_RECORD,
              "the recording has no event that profiles are made of; switch on execution,"
                  + " allocation or lock events",
              recording.value()));
    }
    return any;
  }

  private boolean tellChunk(
      Chunk chunk, Recording recording, RawRecord record, ProfileOutput output) {
    boolean any = false;
    for (Kind kind : Kind.values()) {
      if (profiles.has(chunk, kind)) {
        any = true;
        Rejection rejection = profiles.read(kind);
        if (rejection != null) {
          output.reject(rejection);
        } else {
          profiles.problems().tell(output);
          tell(recording, record, output);
        }
      }
    }
    profiles = profiles.renewed();
    return any;
  }

  private void tell(Recording recording, RawRecord record, ProfileOutput output) {
    try {
      teller.tell(profiles.profile(), record, output);
    } catch (BadRecord e) {
      output.reject(new Rejection(e.reason(), e.getMessage(), recording.value()));
    }
  }
}
