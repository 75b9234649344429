package io.flamelake.ingest.decode;

import java.util.Locale;

/**
 * What was left out because the configuration says so, which is no error. The codes are metric
 * labels: they never change.
 */
public enum Drop {
  RELABEL_DROPPED("profiles of series that relabeling rules dropped"),
  DROPPED_TYPES("values of sample types that are not wanted");

  private final String description;

  Drop(String description) {
    this.description = description;
  }

  /** The name used in metrics. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is counted, for the documentation. */
  public String description() {
    return description;
  }
}
