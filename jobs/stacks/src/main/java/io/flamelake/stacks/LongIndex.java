package io.flamelake.stacks;

import java.util.Arrays;

/** A map from long to a row (0 and up) on flat arrays, kept from profile to profile. */
public final class LongIndex {

  /** What {@link #get} answers for a key that is not there. */
  public static final int ABSENT = -1;

  private static final int FIRST_SLOTS = 64;
  private static final int KEPT_SLOTS = 1 << 16;

  private long[] keys = new long[FIRST_SLOTS];
  private int[] rows = new int[FIRST_SLOTS];
  private int count;

  public LongIndex() {
    Arrays.fill(rows, ABSENT);
  }

  public void reset() {
    if (keys.length > KEPT_SLOTS && count < keys.length / 64) {
      // Else one huge profile would cost all small ones after it their time.
      keys = new long[FIRST_SLOTS];
      rows = new int[FIRST_SLOTS];
      Arrays.fill(rows, ABSENT);
    } else if (count > 0) {
      Arrays.fill(rows, ABSENT);
    }
    count = 0;
  }

  public int get(long key) {
    return rows[slot(key)];
  }

  /** Sets the row of a key, whether or not it has one. */
  public void put(long key, int row) {
    int slot = slot(key);
    if (rows[slot] == ABSENT) {
      if (2 * ++count > keys.length) {
        enlarge();
        slot = slot(key);
      }
      keys[slot] = key;
    }
    rows[slot] = row;
  }

  /** Bytes held by the arrays. */
  public long heldBytes() {
    return keys.length * 12L;
  }

  private int slot(long key) {
    long mixed = key * 0x9e3779b97f4a7c15L;
    int slot = (int) (mixed >>> 32) & keys.length - 1;
    while (rows[slot] != ABSENT && keys[slot] != key) {
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }

  private void enlarge() {
    long[] oldKeys = keys;
    int[] oldRows = rows;
    keys = new long[oldKeys.length * 2];
    rows = new int[keys.length];
    Arrays.fill(rows, ABSENT);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldRows[i] != ABSENT) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        rows[slot] = oldRows[i];
      }
    }
  }
}
