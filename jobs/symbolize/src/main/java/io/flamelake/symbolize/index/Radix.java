package io.flamelake.symbolize.index;

import io.flamelake.symbolize.lists.LongList;

/** Sorts unsigned longs by their bytes, the least one first. */
final class Radix {
  private static final int BYTE = 256;

  private Radix() {}

  /** The indices of the keys in ascending order, those of equal keys in the order they had. */
  static int[] order(LongList keys) {
    int n = keys.size();
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    int[] spare = new int[n];
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      if (pass(keys, shift, order, spare)) {
        int[] sorted = spare;
        spare = order;
        order = sorted;
      }
    }
    return order;
  }

  /** Sorts by one byte; false if all keys have the same one, and nothing was done. */
  private static boolean pass(LongList keys, int shift, int[] from, int[] to) {
    int[] next = new int[BYTE + 1];
    for (int index : from) {
      next[digit(keys.get(index), shift) + 1]++;
    }
    for (int digit = 0; digit < BYTE; digit++) {
      if (next[digit + 1] == from.length) {
        return false;
      }
      next[digit + 1] += next[digit];
    }
    for (int index : from) {
      to[next[digit(keys.get(index), shift)]++] = index;
    }
    return true;
  }

  private static int digit(long key, int shift) {
    return (int) (key >>> shift) & 0xFF;
  }
}
