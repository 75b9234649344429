package io.flamelake.ingest.profile;

/** Sums that stop at the ends of 64 bits, so that a total never changes its sign. */
public final class SaturatedMath {

  private SaturatedMath() {}

  public static long add(long a, long b) {
    long sum = a + b;
    return overflows(a, b, sum) ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }

  /** Whether {@code sum}, which is {@code a + b} in 64 bits, is not their true sum. */
  public static boolean overflows(long a, long b, long sum) {
    return ((a ^ sum) & (b ^ sum)) < 0;
  }
}
