package io.flamelake.ingest.otlp;

/** What becomes of the original payload of a profile. */
enum PayloadUse {
  /** None: there is no payload, or what is in it was converted to samples. */
  NONE,
  /** It is decoded in place of the profile. */
  DECODED,
  /** Another profile of the request carries the same one, which was decoded. */
  DECODED_BEFORE
}
