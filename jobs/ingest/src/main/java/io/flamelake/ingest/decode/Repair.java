package io.flamelake.ingest.decode;

import java.util.Locale;

/** What was mended in data that was kept. The codes are metric labels: they never change. */
public enum Repair {
  TIME_FROM_KAFKA("profiles without a time that took the record's Kafka timestamp"),
  INVALID_FRAME("frames that refer to something missing and became `[invalid]`"),
  STACK_TRUNCATED("samples whose stack was cut at the depth limit and ends in `[truncated]`"),
  STRING_TRUNCATED("strings longer than the limit that were cut"),
  INVALID_UTF8("strings that are not UTF-8, whose bad bytes became U+FFFD"),
  MISSING_VALUES("samples with too few values, whose missing ones count as 0"),
  SURPLUS_VALUES("samples with too many values, whose surplus was dropped"),
  SAMPLE_LABEL_DROPPED("sample labels that could not be used; their samples are kept"),
  VALUE_SATURATED("sums of equal samples that went beyond 64 bits and stopped at the end of them"),
  SERIES_OVERFLOW(
      "profiles of series beyond a limit, kept as the overflow series of their service");

  private final String description;

  Repair(String description) {
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
