package io.flamelake.ingest.parca;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.ProfileDecoder;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.ProfileTeller;
import io.flamelake.ingest.pprof.PprofBatches;
import io.flamelake.stacks.record.RawRecord;

/**
 * Decodes records that are one {@code WriteRawRequest} of Parca
 * (proto/parca/profilestore/v1alpha1/profilestore.proto of parca-dev/parca): series of labels with
 * pprof messages. Each message stands or falls alone.
 */
public final class ParcaDecoder implements ProfileDecoder {

  /** The name of this format in {@code profiles.format}. */
  public static final String FORMAT = "parca";

  private final PprofBatches batches;

  /** A decoder that shares its memory of what was told with others of the same thread. */
  public ParcaDecoder(DecoderOptions options, ProfileTeller teller) {
    batches = new PprofBatches(options, FORMAT, teller, new WriteRawRequest(options)::read);
  }

  @Override
  public void decode(RawRecord record, ProfileOutput output) {
    batches.decode(record, output);
  }
}
