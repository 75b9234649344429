package io.flamelake.flamegraph.html;

import io.flamelake.flamegraph.FlameGraphRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Graphs for tests. */
final class SampleRows {
  private SampleRows() {}

  static FlameGraphRow row(long level, String label, long self, long value) {
    return new FlameGraphRow(level, label, self, value);
  }

  /** A tree of random shape: labels repeat, values are multiples of 10 ms. */
  static List<FlameGraphRow> random(int size, int distinctLabels, long seed) {
    Random random = new Random(seed);
    long[] levels = new long[size];
    long[] selfs = new long[size];
    long[] values = new long[size];
    for (int row = 1; row < size; row++) {
      levels[row] = 1 + random.nextLong(Math.min(levels[row - 1] + 1, 60));
      selfs[row] = random.nextInt(3) == 0 ? 10_000_000L * (1 + random.nextInt(500)) : 0;
    }
    long[] sums = new long[64];
    for (int row = size - 1; row >= 0; row--) {
      int level = Math.toIntExact(levels[row]);
      values[row] = selfs[row] + sums[level + 1];
      sums[level + 1] = 0;
      sums[level] += values[row];
    }
    List<FlameGraphRow> rows = new ArrayList<>();
    for (int row = 0; row < size; row++) {
      String label = "example.com/team/service/package.function" + random.nextInt(distinctLabels);
      rows.add(row(levels[row], row == 0 ? "total" : label, selfs[row], values[row]));
    }
    return rows;
  }

  static List<FlameGraphRow> chain(int levels) {
    List<FlameGraphRow> rows = new ArrayList<>();
    rows.add(row(0, "total", 0, levels));
    for (int level = 1; level <= levels; level++) {
      rows.add(row(level, "frame" + level, 1, levels - level + 1L));
    }
    return rows;
  }
}
