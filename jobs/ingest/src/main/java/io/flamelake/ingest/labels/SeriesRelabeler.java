package io.flamelake.ingest.labels;

import java.util.Map;
import java.util.TreeMap;

/** Makes series of label sets by the rules that a user may set; without any, of the labels. */
final class SeriesRelabeler {

  static final String STEERING = "__";

  private final Relabeler relabeler;

  SeriesRelabeler(SeriesRules rules) {
    relabeler = new Relabeler(rules.relabeling());
  }

  boolean hasRules() {
    return !relabeler.isEmpty();
  }

  /** What the rules make of labels; null when they drop them. */
  Map<String, String> relabel(Map<String, String> labels) {
    return relabeler.relabel(labels);
  }

  /** The labels that are stored: with a name, and not one that steers. */
  static Map<String, String> stored(Map<String, String> labels) {
    Map<String, String> stored = new TreeMap<>();
    labels.forEach(
        (name, value) -> {
          if (!name.isEmpty() && !name.startsWith(STEERING)) {
            stored.put(name, value);
          }
        });
    stored.putIfAbsent(Series.SERVICE_NAME, Series.UNKNOWN_SERVICE);
    return stored;
  }
}
