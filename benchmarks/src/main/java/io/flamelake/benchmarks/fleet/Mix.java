package io.flamelake.benchmarks.fleet;

/** Random numbers that are looked up instead of drawn: the same for the same keys, in any order. */
final class Mix {
  private static final double TO_UNIT = 0x1p-53;

  private Mix() {}

  /** The finalizer of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Numbers). */
  static long of(long key) {
    long z = key + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  static long of(long first, long second) {
    return of(of(first) ^ second);
  }

  /** From 0 to below 1. */
  static double unit(long mixed) {
    return (mixed >>> 11) * TO_UNIT;
  }
}
