package io.flamelake.ingest.labels;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.record.Reason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the labels of a series of those that a producer sent, whatever format they came in: names
 * the service, applies the relabeling rules, holds the labels to the limits, and takes out those
 * that steer.
 */
public final class ProfileLabelsFactory {

  /** Labels that name the service, the first that is there: ours, OpenTelemetry's, others'. */
  static final List<String> SERVICE_NAMES =
      List.of(Series.SERVICE_NAME, "service.name", "service", "job");

  private static final String NAME = "__name__";
  private static final String DELTA = "__delta__";
  private static final String SESSION = "__session_id__";

  private final LabelLimits limits;
  private final SeriesRelabeler rules;

  public ProfileLabelsFactory(Limits limits, SeriesRules rules) {
    this.limits = new LabelLimits(limits);
    this.rules = new SeriesRelabeler(rules);
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

  /** Whether one of these labels names the service. */
  public static boolean namesService(Map<String, String> labels) {
    return SERVICE_NAMES.stream().anyMatch(name -> !labels.getOrDefault(name, "").isEmpty());
  }

  /**
   * Makes labels.
   *
   * @param all in any order, with those that steer; one with an empty value is as good as none
   * @throws BadRecord when they go beyond a limit; with relabeling rules, when those that the rules
   *     leave do
   */
  public ProfileLabels make(Map<String, String> all) {
    Map<String, String> sent = new TreeMap<>(Series.BY_UTF8);
    all.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            sent.put(name, value);
          }
        });
    nameService(sent);
    return rules.hasRules() ? relabeled(sent) : plain(sent);
  }

  private ProfileLabels plain(Map<String, String> sent) {
    Series series = checked(sent);
    LabelSet stored = new LabelSet(series.labels(), series.id());
    return labels(series, sent, SessionIds.of(sent.get(SESSION)), stored);
  }

  private ProfileLabels relabeled(Map<String, String> sent) {
    LabelSet set = new LabelSet(sent, SeriesIds.of(sent));
    Map<String, String> left = rules.relabel(sent);
    if (left == null) {
      long session = SessionIds.of(sent.get(SESSION));
      return labels(Series.dropped(set.id()), sent, session, set);
    }
    // Rules may make one series of several processes, whose deltas must not mix.
    long session = SessionIds.mixed(SessionIds.of(left.get(SESSION)), set.id());
    return labels(checked(left), left, session, set);
  }

  /** Says what the labels that steer tell. */
  private static ProfileLabels labels(
      Series series, Map<String, String> steering, long session, LabelSet sent) {
    return new ProfileLabels(
        series, steering.get(NAME), "false".equals(steering.get(DELTA)), session, sent);
  }

  private Series checked(Map<String, String> labels) {
    limits.checkLengths(labels);
    Map<String, String> stored = SeriesRelabeler.stored(labels);
    limits.checkCount(stored);
    return Series.of(stored);
  }

  private static void nameService(Map<String, String> sent) {
    for (String name : SERVICE_NAMES) {
      String service = sent.get(name);
      if (service != null) {
        sent.put(Series.SERVICE_NAME, service);
        return;
      }
    }
  }
}
