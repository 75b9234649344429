package io.flamelake.ingest.labels;

import io.flamelake.ingest.decode.BadRecord;
import io.flamelake.ingest.decode.Limits;
import io.flamelake.ingest.decode.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the labels of a series of those that a producer sent, whatever format they came in: holds
 * them to the limits, and takes out those that steer.
 */
public final class ProfileLabelsFactory {

  private static final String STEERING = "__";

  private final Limits limits;

  public ProfileLabelsFactory(Limits limits) {
    this.limits = limits;
  }

  /**
   * Adds a label to those collected for {@link #make}.
   *
   * @throws BadRecord when there is one of this name already, or the name is empty
   */
  public static void add(Map<String, String> labels, String name, String value) {
    if (name.isEmpty()) {
      throw new BadRecord(
          Reason.MALFORMED_LABELS,
          "the label with the value " + BadRecord.quote(value) + " has no name");
    }
    if (labels.putIfAbsent(name, value) != null) {
      throw new BadRecord(
          Reason.DUPLICATE_LABEL_NAMES,
          "the series has the label " + BadRecord.quote(name) + " twice");
    }
  }

  /**
   * Makes labels.
   *
   * @param all in any order, with those that steer; one with an empty value is as good as none
   * @throws BadRecord when they go beyond a limit
   */
  public ProfileLabels make(Map<String, String> all) {
    Map<String, String> stored = new TreeMap<>();
    all.forEach(
        (name, value) -> {
          checkLengths(name, value);
          if (!name.startsWith(STEERING) && !value.isEmpty()) {
            stored.put(name, value);
          }
        });
    stored.putIfAbsent(Series.SERVICE_NAME, Series.UNKNOWN_SERVICE);
    if (stored.size() > limits.labels()) {
      throw new BadRecord(
          Reason.MAX_LABEL_NAMES_PER_SERIES,
          "the series has "
              + stored.size()
              + " labels, "
              + limits.labels()
              + " are allowed; leave some out or raise the limit");
    }
    String name = all.getOrDefault("__name__", "");
    return new ProfileLabels(
        Series.of(stored),
        name.isEmpty() ? null : name,
        "false".equals(all.get("__delta__")),
        SessionIds.of(all.get("__session_id__")));
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
