package io.flamelake.ingest.profile;

import java.util.Locale;

/** What the values of a profile type count. The codes travel and are stored: they never change. */
public enum Temporality {
  /** What happened within the profile's duration. */
  DELTA(0),
  /** What is, at the profile's time. */
  GAUGE(1),
  /** What happened since the process started. */
  CUMULATIVE(2),
  /** The first cumulative profile of a series: what later ones are compared with. */
  BASELINE(3),
  /** The first cumulative profile after the process started again: itself a delta. */
  RESET(4);

  private static final Temporality[] BY_CODE = values();

  private final byte code;
  private final String label;

  Temporality(int code) {
    this.code = (byte) code;
    label = name().toLowerCase(Locale.ROOT);
  }

  public byte code() {
    return code;
  }

  /** The name used in tables. */
  public String label() {
    return label;
  }

  /**
   * @throws IllegalArgumentException for a code that no temporality has
   */
  public static Temporality fromCode(byte code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new IllegalArgumentException("no temporality has the code " + code);
    }
    return BY_CODE[code];
  }
}
