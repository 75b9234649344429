package io.flamelake.ingest.delta;

import io.flamelake.ingest.profile.SeriesProfile;

/**
 * What became of a snapshot.
 *
 * @param profile to be written, null for {@link Kind#LATE}
 * @param state the new last values, null when the old ones stay
 */
public record Taken(Kind kind, SeriesProfile profile, byte[] state) {

  /** How a snapshot was taken. */
  public enum Kind {
    /** The first: its amounts may be of any age, so they are told but count for no time. */
    BASELINE,
    /** What was added since the one before. */
    DELTA,
    /** A value is less than before, so the process began anew: all of it was added since. */
    RESET,
    /** Not newer than the one before: the next delta covers it. */
    LATE
  }

  static final Taken TOO_LATE = new Taken(Kind.LATE, null, null);
}
