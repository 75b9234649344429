package io.flamelake.ingest.labels;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.record.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Holds the labels of series to the limits. */
final class LabelLimits {

  private final Limits limits;

  LabelLimits(Limits limits) {
    this.limits = limits;
  }

  /**
   * @param stored the labels of a series
   * @throws BadRecord when there are too many
   */
  void checkCount(Map<String, String> stored) {
    if (stored.size() > limits.labels()) {
      throw new BadRecord(
          Reason.MAX_LABEL_NAMES_PER_SERIES,
          "the series has "
              + stored.size()
              + " labels, "
              + limits.labels()
              + " are allowed; leave some out or raise the limit");
    }
  }

  /**
   * @throws BadRecord when a name or a value is too long
   */
  void checkLengths(Map<String, String> labels) {
    labels.forEach(this::checkLengths);
  }

  private void checkLengths(String name, String value) {
    if (utf8Length(name) > limits.labelNameBytes()) {
      throw new BadRecord(
          Reason.LABEL_NAME_TOO_LONG,
          "the label name "
              + BadRecord.quote(name)
              + " has "
              + utf8Length(name)
              + " bytes, "
              + limits.labelNameBytes()
              + " are allowed");
    }
    if (utf8Length(value) > limits.labelValueBytes()) {
      throw new BadRecord(
          Reason.LABEL_VALUE_TOO_LONG,
          "the value of the label "
              + BadRecord.quote(name)
              + " has "
              + utf8Length(value)
              + " bytes, "
              + limits.labelValueBytes()
              + " are allowed");
    }
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
