package io.flamelake.ingest.jfr;

import java.util.Arrays;

/**
 * Finds out whether the keys of constants were chosen to fall into few places of the hash tables of
 * {@code one.jfr.Dictionary}, which would take the square of their number to fill.
 */
final class KeySpread {

  private static final int REGIONS = 1024;
  private static final int ALWAYS_ALLOWED = 256;
  private static final int TIMES_THE_USUAL = 8;
  private static final long MIX = 0xc6a4a7935bd1e995L;

  private final int[] low = new int[REGIONS];
  private final int[] high = new int[REGIONS];
  private int allowed;
  private int shift;

  /** Starts with a pool of so many constants. */
  void start(int count) {
    Arrays.fill(low, 0);
    Arrays.fill(high, 0);
    allowed = ALWAYS_ALLOWED + TIMES_THE_USUAL * (count / REGIONS);
    int slots = Math.max(Integer.highestOneBit(Math.max(count * 4 - 1, 1)), REGIONS);
    shift = Integer.numberOfTrailingZeros(slots / REGIONS);
  }

  /** Adds a key; false when too many are near it. */
  boolean add(long key) {
    long mixed = (key ^ Long.MIN_VALUE) * MIX;
    int hash = (int) (mixed ^ mixed >>> 32);
    return ++low[hash & REGIONS - 1] <= allowed && ++high[hash >>> shift & REGIONS - 1] <= allowed;
  }
}
