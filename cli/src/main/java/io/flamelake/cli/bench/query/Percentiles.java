package io.flamelake.cli.bench.query;

import java.util.List;

/** Nearest-rank percentiles: each is a value that was measured. */
record Percentiles(List<Double> sorted) {
  Percentiles {
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
    sorted = sorted.stream().sorted().toList();
  }

  /** The least value that a share of all values, such as 0.95, does not exceed. */
  double at(double share) {
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.clamp(rank - 1, 0, sorted.size() - 1));
  }

  double median() {
    return at(0.5);
  }
}
