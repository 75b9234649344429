package io.flamelake.ingest.delta;

import java.util.Arrays;

/**
 * Sorts stack ids and remembers where each stood: a radix sort, least significant byte first
 * (Knuth, The Art of Computer Programming, volume 3, section 5.2.5). Its time does not depend on
 * the ids, so that nobody can choose slow ones. Arrays are kept.
 */
final class StackSort {
  private static final int RADIX = 256;
  private static final long SIGN = Long.MIN_VALUE;

  private final int[] counts = new int[Long.BYTES * RADIX];
  private long[] keys = new long[0];
  private long[] otherKeys = new long[0];
  private int[] places = new int[0];
  private int[] otherPlaces = new int[0];

  /** Sorts copies of the ids, smallest first as signed numbers. */
  void sort(long[] ids) {
    reset(ids);
    if (isSorted(ids)) {
      return;
    }
    count(ids.length);
    for (int digit = 0; digit < Long.BYTES; digit++) {
      if (!allAlike(digit, ids.length)) {
        pass(digit, ids.length);
      }
    }
  }

  /** The id at a rank. */
  long id(int rank) {
    return keys[rank] ^ SIGN;
  }

  /** Where the id of a rank stood. */
  int place(int rank) {
    return places[rank];
  }

  /** Bytes held by the arrays. */
  long heldBytes() {
    return keys.length * 2L * (Long.BYTES + Integer.BYTES);
  }

  private void reset(long[] ids) {
    if (keys.length < ids.length) {
      int length = Math.max(ids.length, keys.length * 2);
      keys = new long[length];
      otherKeys = new long[length];
      places = new int[length];
      otherPlaces = new int[length];
    }
    for (int i = 0; i < ids.length; i++) {
      keys[i] = ids[i] ^ SIGN;
      places[i] = i;
    }
  }

  private static boolean isSorted(long[] ids) {
    for (int i = 1; i < ids.length; i++) {
      if (ids[i - 1] > ids[i]) {
        return false;
      }
    }
    return true;
  }

  private void count(int size) {
    Arrays.fill(counts, 0);
    for (int i = 0; i < size; i++) {
      long key = keys[i];
      for (int digit = 0; digit < Long.BYTES; digit++) {
        counts[digit * RADIX + digitOf(key, digit)]++;
      }
    }
  }

  private boolean allAlike(int digit, int size) {
    return counts[digit * RADIX + digitOf(keys[0], digit)] == size;
  }

  private void pass(int digit, int size) {
    int next = 0;
    for (int i = digit * RADIX; i < (digit + 1) * RADIX; i++) {
      int count = counts[i];
      counts[i] = next;
      next += count;
    }
    for (int i = 0; i < size; i++) {
      int to = counts[digit * RADIX + digitOf(keys[i], digit)]++;
      otherKeys[to] = keys[i];
      otherPlaces[to] = places[i];
    }
    long[] sortedKeys = otherKeys;
    otherKeys = keys;
    keys = sortedKeys;
    int[] sortedPlaces = otherPlaces;
    otherPlaces = places;
    places = sortedPlaces;
  }

  private static int digitOf(long key, int digit) {
    return (int) (key >>> digit * Byte.SIZE) & RADIX - 1;
  }
}
