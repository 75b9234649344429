package io.flamelake.ingest.labels;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import java.util.List;
import java.util.Map;

/**
 * Applies relabeling rules to label sets, one after another, with the results of Prometheus
 * (model/relabel of prometheus/prometheus), whose names of labels may be any text since version 3.
 */
public final class Relabeler {

  /** More than a series may hold, and little enough: each rule can double what it looks at. */
  private static final int MAX_CHARS = 1 << 20;

  private final CompiledRule[] rules;

  /**
   * @throws IllegalArgumentException when a regular expression is none
   */
  public Relabeler(List<RelabelRule> rules) {
    this.rules = rules.stream().map(CompiledRule::new).toArray(CompiledRule[]::new);
  }

  /** Whether there is no rule at all. */
  public boolean isEmpty() {
    return rules.length == 0;
  }

  /**
   * What the rules make of a label set.
   *
   * @param labels those with an empty value count as missing
   * @return the labels, none of them empty; null when a rule dropped the set
   * @throws BadRecord when the rules make too much of them
   */
  public Map<String, String> relabel(Map<String, String> labels) {
    LabelBuilder builder = new LabelBuilder(labels);
    for (CompiledRule rule : rules) {
      if (!rule.apply(builder)) {
        return null;
      }
    }
    return builder.labels();
  }

  static void checkRoom(long chars) {
    if (chars > MAX_CHARS) {
      throw new BadRecord(
          Reason.LABEL_VALUE_TOO_LONG,
          "the relabeling rules make more than " + MAX_CHARS + " characters of the labels");
    }
  }
}
