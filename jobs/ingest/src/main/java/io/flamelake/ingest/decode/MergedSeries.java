package io.flamelake.ingest.decode;

import io.flamelake.ingest.labels.Series;
import io.flamelake.ingest.profile.SampleTable;
import java.util.ArrayList;
import java.util.List;

/** Series of one profile that are told as one: equal samples of theirs add up. */
final class MergedSeries {

  private final Series to;
  private final Series first;
  private final List<int[]> rows = new ArrayList<>();

  /**
   * @param to what they are told as
   * @param first of them
   */
  MergedSeries(Series to, Series first) {
    this.to = to;
    this.first = first;
  }

  /** Adds a series, by its rows of the profile's samples. */
  void add(int[] seriesRows) {
    rows.add(seriesRows);
  }

  Series to() {
    return to;
  }

  Series first() {
    return first;
  }

  /** Merges the rows of all series. */
  SampleTable merge(SampleTable samples, int types) {
    SampleTable merged = new SampleTable();
    merged.reset(types, rows.stream().mapToInt(r -> r.length).sum());
    long[] values = new long[types];
    for (int[] seriesRows : rows) {
      for (int row : seriesRows) {
        merged.stackId = samples.stackId(row);
        merged.fingerprint = samples.fingerprint(row);
        merged.span = samples.span(row);
        merged.trace = samples.trace(row);
        for (int t = 0; t < types; t++) {
          values[t] = samples.value(row, t);
        }
        merged.add(values);
      }
    }
    return merged;
  }
}
