package io.flamelake.udfs;

import static io.trino.spi.StandardErrorCode.EXCEEDED_FUNCTION_MEMORY_LIMIT;
import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;
import static io.trino.spi.StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE;

import io.trino.spi.TrinoException;

/** What can go wrong in an aggregation, as errors with a code and a sentence. */
public final class AggregationErrors {
  private AggregationErrors() {}

  /**
   * Runs a step.
   *
   * @param function the name that the user called
   * @throws TrinoException for a sum that is out of range ({@link ArithmeticException}), an
   *     argument that is none ({@link IllegalArgumentException}) and for what is too much to be
   *     kept ({@link IllegalStateException})
   */
  public static void checked(String function, Runnable step) {
    try {
      step.run();
    } catch (ArithmeticException e) {
      throw new TrinoException(
          NUMERIC_VALUE_OUT_OF_RANGE,
          function + ": a sum of values is out of the range of bigint",
          e);
    } catch (IllegalArgumentException e) {
      throw new TrinoException(INVALID_FUNCTION_ARGUMENT, function + ": " + e.getMessage(), e);
    } catch (IllegalStateException e) {
      throw new TrinoException(EXCEEDED_FUNCTION_MEMORY_LIMIT, function + ": " + e.getMessage(), e);
    }
  }
}
