package io.flamelake.sql;

import io.flamelake.sql.History.Profile;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** The statistics of {@code regressions.sql} once more, by other means: residuals one by one. */
final class Significance {
  private static final int SLICES = 20_000;

  private Significance() {}

  /** A share and the square of its standard error. */
  record Share(double value, double variance, int profiles) {

    static Share of(List<Profile> profiles, ToDoubleFunction<Profile> part) {
      double whole = profiles.stream().mapToDouble(Profile::total).sum();
      double share = profiles.stream().mapToDouble(part).sum() / whole;
      double mean = whole / profiles.size();
      double squares = 0;
      for (Profile profile : profiles) {
        double residual = (part.applyAsDouble(profile) - share * profile.total()) / mean;
        squares += residual * residual;
      }
      int n = profiles.size();
      return new Share(share, squares / (n - 1) / n, n);
    }
  }

  /** The probability of a difference as large as this by chance. */
  static double p(Share before, Share after) {
    double variance = before.variance() + after.variance();
    double t = Math.abs(after.value() - before.value()) / Math.sqrt(variance);
    double freedom =
        variance
            * variance
            / (before.variance() * before.variance() / (before.profiles() - 1)
                + after.variance() * after.variance() / (after.profiles() - 1));
    return tails(t, freedom);
  }

  /** Both tails of Student's t, whose density becomes a power of a cosine with x = sqrt(n) tan. */
  static double tails(double t, double freedom) {
    DoubleUnaryOperator density = angle -> Math.pow(Math.cos(angle), freedom - 1);
    double from = Math.atan(t / Math.sqrt(freedom));
    return integral(density, from, Math.PI / 2) / integral(density, 0, Math.PI / 2);
  }

  /** Simpson's rule. */
  private static double integral(DoubleUnaryOperator f, double from, double to) {
    double width = (to - from) / SLICES;
    double sum = f.applyAsDouble(from) + f.applyAsDouble(to);
    for (int i = 1; i < SLICES; i++) {
      sum += f.applyAsDouble(from + i * width) * (i % 2 == 0 ? 2 : 4);
    }
    return sum * width / 3;
  }

  /** Benjamini and Hochberg's: the least p * m / rank of this and all larger p. */
  static Map<String, Double> adjusted(Map<String, Double> p) {
    List<Map.Entry<String, Double>> sorted =
        p.entrySet().stream().sorted(Comparator.comparingDouble(Map.Entry::getValue)).toList();
    Map<String, Double> adjusted = new TreeMap<>();
    double least = 1;
    for (int rank = sorted.size(); rank > 0; rank--) {
      least = Math.min(least, sorted.get(rank - 1).getValue() * sorted.size() / rank);
      adjusted.put(sorted.get(rank - 1).getKey(), least);
    }
    return adjusted;
  }
}
