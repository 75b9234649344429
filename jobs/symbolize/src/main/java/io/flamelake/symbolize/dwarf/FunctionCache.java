package io.flamelake.symbolize.dwarf;

import java.util.Arrays;

/** The sink's ids of functions by the offset of their entry. */
final class FunctionCache {
  /** The function is not known yet. */
  static final int ABSENT = -1;

  private int[] keys = new int[64];
  private int[] values = new int[64];
  private int size;

  FunctionCache() {
    Arrays.fill(keys, -1);
  }

  int get(int offset) {
    int slot = slot(keys, offset);
    return keys[slot] == offset ? values[slot] : ABSENT;
  }

  void put(int offset, int function) {
    if (size * 2 >= keys.length) {
      grow();
    }
    int slot = slot(keys, offset);
    if (keys[slot] != offset) {
      size++;
    }
    keys[slot] = offset;
    values[slot] = function;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldValues = values;
    keys = new int[oldKeys.length * 2];
    values = new int[keys.length];
    Arrays.fill(keys, -1);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] >= 0) {
        int slot = slot(keys, oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  private static int slot(int[] keys, int offset) {
    int mask = keys.length - 1;
    int slot = offset * 0x9e3779b9 >>> 7 & mask;
    while (keys[slot] >= 0 && keys[slot] != offset) {
      slot = slot + 1 & mask;
    }
    return slot;
  }
}
