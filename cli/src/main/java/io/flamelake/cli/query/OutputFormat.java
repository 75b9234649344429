package io.flamelake.cli.query;

import java.util.Locale;

/** How rows are written. */
public enum OutputFormat {
  /** Aligned columns for people. */
  TABLE,
  /** RFC 4180 with a header line. */
  CSV,
  /** One object a row, one row a line. */
  JSON;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
