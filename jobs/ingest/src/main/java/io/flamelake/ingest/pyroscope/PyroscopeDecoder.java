package io.flamelake.ingest.pyroscope;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.ProfileDecoder;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.ProfileTeller;
import io.flamelake.ingest.pprof.PprofBatches;
import io.flamelake.stacks.record.RawRecord;

/**
 * Decodes records that are one {@code PushRequest} of Pyroscope (the public API push/v1): series of
 * labels with pprof messages. Each message stands or falls alone. The ids that agents give their
 * messages are not used: a profile's id comes from its content.
 */
public final class PyroscopeDecoder implements ProfileDecoder {

  /** The name of this format in {@code profiles.format}. */
  public static final String FORMAT = "pyroscope";

  private final PprofBatches batches;

  /** A decoder that shares its memory of what was told with others of the same thread. */
  public PyroscopeDecoder(DecoderOptions options, ProfileTeller teller) {
    batches = new PprofBatches(options, FORMAT, teller, new PushRequest(options)::read);
  }

  @Override
  public void decode(RawRecord record, ProfileOutput output) {
    batches.decode(record, output);
  }
}
