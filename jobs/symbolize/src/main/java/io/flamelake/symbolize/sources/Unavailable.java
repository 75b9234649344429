package io.flamelake.symbolize.sources;

import java.util.Locale;

/** Why an address, or all of a build, has no symbols. */
public enum Unavailable {
  /** No source has the build. Remembered until it expires or is refreshed. */
  NOT_FOUND(false),
  /** The text is no build id: see {@link io.flamelake.symbolize.BuildId}. */
  INVALID_BUILD_ID(false),
  /** The files of the build can't be read, or tell no functions. */
  MALFORMED(false),
  /** The files or the index go beyond a limit. */
  TOO_LARGE(false),
  /** It took longer than the limit. */
  TIMEOUT(true),
  /** A source could not be asked, now or lately, and no other one has the build. */
  UPSTREAM_UNAVAILABLE(true),
  /** Too many builds are waited for already. */
  OVERLOADED(true),
  /** The sources were closed. */
  CLOSED(true),
  /**
   * The address is an offset in the file, and only the program itself could tell which virtual
   * address that is; but just its detached file is known.
   */
  PROGRAM_MISSING(false),
  /** The index has no function for the address. */
  ADDRESS_UNKNOWN(false);

  private final boolean transientFailure;

  Unavailable(boolean transientFailure) {
    this.transientFailure = transientFailure;
  }

  /** Whether asking again later may help although no file is added. */
  public boolean isTransient() {
    return transientFailure;
  }

  /** As metrics and messages have it: {@code not_found}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
