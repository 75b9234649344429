package io.flamelake.ingest.labels;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a user may set about which series there are.
 *
 * @param relabeling rules that every series goes through, in this order
 * @param seriesPerService how many series a service may have on a day before further ones become
 *     one; 0: any number
 */
public record SeriesRules(List<RelabelRule> relabeling, int seriesPerService)
    implements Serializable {

  public SeriesRules {
    relabeling = new ArrayList<>(relabeling);
    if (seriesPerService < 0) {
      throw new IllegalArgumentException(
          "seriesPerService must not be negative, is " + seriesPerService);
    }
  }

  /** What holds where nothing else is configured. */
  public static SeriesRules defaults() {
    return new SeriesRules(List.of(), 10_000);
  }
}
