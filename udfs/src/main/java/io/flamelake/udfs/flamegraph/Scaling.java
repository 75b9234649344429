package io.flamelake.udfs.flamegraph;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.flamelake.flamegraph.FlameGraphDiff;
import io.flamelake.flamegraph.FlameGraphTree;
import io.trino.spi.TrinoException;

/**
 * How a comparison scales its right side.
 *
 * @param kind what is made equal
 * @param secondsLeft the time that the left side covers, for {@link Kind#TIME}
 * @param secondsRight the time that the right side covers, for {@link Kind#TIME}
 */
record Scaling(Kind kind, double secondsLeft, double secondsRight) {
  static final Scaling ABSOLUTE = new Scaling(Kind.ABSOLUTE, 1, 1);
  private static final Scaling NORMALIZED = new Scaling(Kind.TOTAL, 1, 1);
  private static final Slice ABSOLUTE_MODE = Slices.utf8Slice("absolute");
  private static final Slice NORMALIZED_MODE = Slices.utf8Slice("normalized");

  /** What is made equal. The order is part of the state's bytes. */
  enum Kind {
    ABSOLUTE,
    TOTAL,
    TIME
  }

  /**
   * @throws TrinoException if there is no such mode
   */
  static Scaling ofMode(Slice mode) {
    if (mode.equals(ABSOLUTE_MODE)) {
      return ABSOLUTE;
    }
    if (mode.equals(NORMALIZED_MODE)) {
      return NORMALIZED;
    }
    throw new TrinoException(
        INVALID_FUNCTION_ARGUMENT,
        "flamegraph_diff: mode must be 'absolute' or 'normalized', not '%s'"
            .formatted(mode.toStringUtf8()));
  }

  /**
   * @throws TrinoException if one is no time
   */
  static Scaling ofSeconds(double left, double right) {
    for (double seconds : new double[] {left, right}) {
      if (!(seconds > 0 && seconds < Double.POSITIVE_INFINITY)) {
        throw new TrinoException(
            INVALID_FUNCTION_ARGUMENT,
            "flamegraph_diff: seconds must be above 0 and finite, not " + seconds);
      }
    }
    return new Scaling(Kind.TIME, left, right);
  }

  FlameGraphDiff compare(FlameGraphTree tree) {
    return switch (kind) {
      case ABSOLUTE -> FlameGraphDiff.absolute(tree);
      case TOTAL -> FlameGraphDiff.ofEqualTotals(tree);
      case TIME -> FlameGraphDiff.ofEqualTimes(tree, secondsLeft, secondsRight);
    };
  }
}
