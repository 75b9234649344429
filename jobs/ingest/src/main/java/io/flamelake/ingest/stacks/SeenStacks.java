package io.flamelake.ingest.stacks;

/**
 * Remembers a bounded number of stacks, so that most need not be told again: sets of eight, the
 * oldest of a set is forgotten first. It may forget, but it never takes a new stack for a known one
 * unless id and fingerprint are both the same.
 */
public final class SeenStacks {

  private static final int WAYS = 8;
  private static final int ENTRY_LONGS = 2;
  private static final int SET_LONGS = WAYS * ENTRY_LONGS;

  private final long[] entries;
  private final int sets;

  /**
   * @param capacity a power of two
   */
  public SeenStacks(int capacity) {
    sets = Math.max(1, capacity / WAYS);
    entries = new long[sets * SET_LONGS];
  }

  /** Whether this stack is not remembered; it is from now on. */
  public boolean isNew(int day, long serviceHash, long stackId, long fingerprint) {
    // An entry of two zeros is an empty one; a stack that hashes to it would be told every time.
    long key = stackId ^ serviceHash ^ (day * 0x9e3779b97f4a7c15L);
    int start = (int) ((key ^ key >>> 32) & sets - 1) * SET_LONGS;
    for (int i = start; i < start + SET_LONGS; i += ENTRY_LONGS) {
      if (entries[i] == key && entries[i + 1] == fingerprint && (key | fingerprint) != 0) {
        return false;
      }
    }
    System.arraycopy(entries, start, entries, start + ENTRY_LONGS, SET_LONGS - ENTRY_LONGS);
    entries[start] = key;
    entries[start + 1] = fingerprint;
    return true;
  }
}
