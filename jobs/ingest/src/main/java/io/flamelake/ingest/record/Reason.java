package io.flamelake.ingest.record;

import java.util.Locale;

/** Why something was rejected. The codes are metric labels and table values: they never change. */
public enum Reason {
  EMPTY_RECORD(true, "The record has no value, an empty one, or no profile in it."),
  UNSUPPORTED_FORMAT(
      true,
      "The content type, the bytes themselves, or an OTLP original payload are of no known format."),
  LEGACY_FORMAT(true, "The bytes are a gperftools, Go or Java profile of before pprof's message."),
  MALFORMED_GZIP(true, "The gzip data is cut short, damaged, or fails its checksum."),
  MALFORMED_ZSTD(true, "The zstd data is cut short, damaged, or fails its checksum."),
  MALFORMED_PPROF(true, "The bytes are not a pprof message: cut short or damaged."),
  MALFORMED_PARCA(true, "The bytes are not a Parca WriteRawRequest: cut short or damaged."),
  MALFORMED_PYROSCOPE(true, "The bytes are not a Pyroscope PushRequest: cut short or damaged."),
  MALFORMED_FOLDED(true, "The bytes are no folded stacks, or a header about them is malformed."),
  MALFORMED_OTLP(
      true, "The bytes are not an OTLP request, or a profile of it is damaged; or it is no JSON."),
  MALFORMED_JFR(true, "The bytes are not a JFR recording, or a chunk of it is damaged."),
  PROFILE_SIZE_LIMIT(true, "The uncompressed profile is larger than the limit."),
  SAMPLES_LIMIT(true, "The profile has more samples, or more values in all, than the limit."),
  TABLES_LIMIT(true, "A table of the profile (strings, locations, …) is longer than the limit."),
  STACKS_SIZE_LIMIT(true, "The record's stacks that are new take more than the limit."),
  NO_SAMPLE_TYPES(true, "The profile does not say what its values are."),
  INVALID_SAMPLE_TYPE(true, "A sample type or the period type names a string that is not there."),
  MALFORMED_LABELS(true, "The labels are not a Prometheus label set, or one has no name."),
  LABEL_NAME_TOO_LONG(true, "A label name of the series is longer than the limit."),
  LABEL_VALUE_TOO_LONG(true, "A label value of the series is longer than the limit."),
  MAX_LABEL_NAMES_PER_SERIES(true, "The series has more labels than the limit."),
  DUPLICATE_LABEL_NAMES(true, "The series has a label name twice."),
  PROFILE_TIME_TOO_OLD(true, "The profile's time lies too long before the record's timestamp."),
  PROFILE_TIME_IN_FUTURE(true, "The profile's time lies too far after the record's timestamp."),
  DECODER_ERROR(true, "The decoder itself failed: a fault of Flamelake, worth a report."),
  INVALID_REFERENCE(
      false, "Frames refer to a location, function, mapping or string that is not there."),
  WRONG_NUMBER_OF_VALUES(
      false, "Samples have fewer or more values than sample types, or than timestamps."),
  INVALID_ATTRIBUTE(
      false, "Attributes of an OTLP request refer to a string that is not there, or are missing."),
  INVALID_SAMPLE_LABEL(false, "Sample labels are over a limit or refer to a missing string."),
  INVALID_LINE(false, "Lines of folded stacks have no frame, or no count."),
  MISMATCHED_EXECUTABLE_INFO(
      false, "A profile from Parca has not one executable info for each of its mappings.");

  private final boolean wholeRecord;
  private final String description;

  Reason(boolean wholeRecord, String description) {
    this.wholeRecord = wholeRecord;
    this.description = description;
  }

  /** The name used in metrics and in the column {@code reason}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether nothing of the record, or of a profile of it, was used; else only the part that the
   * message tells was not.
   */
  public boolean wholeRecord() {
    return wholeRecord;
  }

  /** One sentence for the documentation. */
  public String description() {
    return description;
  }
}
