package io.flamelake.ingest.record;

/**
 * Why a record, a profile of it, or a part of one, was not used.
 *
 * @param message one line for a person: what is wrong, where, and what to do
 * @param payload the bytes that were not used; null: the record's value
 */
public record Rejection(Reason reason, String message, byte[] payload) {

  /** A rejection of a record, or of something in it that has no bytes of its own. */
  public Rejection(Reason reason, String message) {
    this(reason, message, null);
  }

  /** A rejection because a decoder has a fault; what it threw must not come from its output. */
  public static Rejection ofFailure(RuntimeException e, byte[] payload) {
    return new Rejection(Reason.DECODER_ERROR, "the decoder failed: " + e, payload);
  }
}
