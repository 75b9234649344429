package io.flamelake.udfs.flamegraph;

import static io.trino.spi.StandardErrorCode.EXCEEDED_FUNCTION_MEMORY_LIMIT;
import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;
import static io.trino.spi.StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE;

import io.trino.spi.TrinoException;

/** What can go wrong in an aggregation, as errors with a code. */
final class Errors {
  private Errors() {}

  /** Runs a step; {@code function} is the name that the user called. */
  static void checked(String function, Runnable step) {
    try {
      step.run();
    } catch (ArithmeticException e) {
      throw new TrinoException(
          NUMERIC_VALUE_OUT_OF_RANGE,
          function + ": a sum of values is out of the range of bigint",
          e);
    } catch (IllegalStateException e) {
      throw new TrinoException(EXCEEDED_FUNCTION_MEMORY_LIMIT, function + ": " + e.getMessage(), e);
    }
  }

  /** The arguments of a group that has some and takes those of another row. */
  static Arguments same(boolean first, Arguments known, Arguments taken) {
    if (known.equals(taken)) {
      return known;
    }
    if (!first) {
      throw new TrinoException(
          INVALID_FUNCTION_ARGUMENT,
          "A flame graph's arguments after the values (a maximum of nodes, mode, seconds, title,"
              + " unit) must be the same in all rows of a group");
    }
    return taken.detached();
  }
}
