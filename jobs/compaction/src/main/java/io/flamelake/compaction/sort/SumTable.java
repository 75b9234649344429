package io.flamelake.compaction.sort;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Arrays;

/**
 * Two sums for each key, within a bound of bytes: a hash table with open addressing (D. E. Knuth,
 * The Art of Computer Programming, volume 3, 6.4, linear probing) whose keys stand one after
 * another.
 */
final class SumTable {
  private static final Hasher64 HASHER = Hashing.xxh3_64();
  private static final int FIRST_ENTRIES = 1 << 10;
  private static final int FIRST_KEY_BYTES = 1 << 16;
  private static final int SUMS = 2;

  private final long mostBytes;
  private byte[] keys;
  private int[] ends;
  private int[] hashes;
  private long[] sums;

  /** Entry + 1, or 0; twice as many as entries. */
  private int[] slots;

  private int entries;

  SumTable(long mostBytes) {
    this.mostBytes = mostBytes;
    clear();
  }

  int entries() {
    return entries;
  }

  byte[] keys() {
    return keys;
  }

  int keyStart(int entry) {
    return entry == 0 ? 0 : ends[entry - 1];
  }

  int keyEnd(int entry) {
    return ends[entry];
  }

  long first(int entry) {
    return sums[SUMS * entry];
  }

  long second(int entry) {
    return sums[SUMS * entry + 1];
  }

  void clear() {
    keys = new byte[FIRST_KEY_BYTES];
    ends = new int[FIRST_ENTRIES];
    hashes = new int[FIRST_ENTRIES];
    sums = new long[SUMS * FIRST_ENTRIES];
    slots = new int[2 * FIRST_ENTRIES];
    entries = 0;
  }

  /**
   * Adds to the sums of a key.
   *
   * @return false if there is no room for the key, and nothing was added
   * @throws ArithmeticException if a sum does not fit
   */
  boolean add(PackedRow key, long first, long second) {
    int hash = Long.hashCode(HASHER.hashBytesToLong(key.bytes(), 0, key.length()));
    int slot = slot(key, hash);
    if (slots[slot] == 0) {
      if (!hasRoom(key.length())) {
        return false;
      }
      if (slots[slot = slot(key, hash)] == 0) {
        append(key, hash);
        slots[slot] = entries;
      }
    }
    int at = SUMS * (slots[slot] - 1);
    long newFirst = Math.addExact(sums[at], first);
    sums[at + 1] = Math.addExact(sums[at + 1], second);
    sums[at] = newFirst;
    return true;
  }

  private int slot(PackedRow key, int hash) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0 && !isKey(slots[slot] - 1, key, hash)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean isKey(int entry, PackedRow key, int hash) {
    return hashes[entry] == hash
        && Arrays.equals(keys, keyStart(entry), keyEnd(entry), key.bytes(), 0, key.length());
  }

  private void append(PackedRow key, int hash) {
    int start = entries == 0 ? 0 : ends[entries - 1];
    System.arraycopy(key.bytes(), 0, keys, start, key.length());
    ends[entries] = start + key.length();
    hashes[entries] = hash;
    sums[SUMS * entries] = 0;
    sums[SUMS * entries + 1] = 0;
    entries++;
  }

  /** Makes room for one more key, if the bound allows; a single key may be of any length. */
  private boolean hasRoom(int keyBytes) {
    int used = entries == 0 ? 0 : ends[entries - 1];
    long needed = (long) used + keyBytes;
    int newKeys = keys.length;
    if (needed > newKeys) {
      newKeys = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * newKeys));
    }
    int newEntries = entries < ends.length ? ends.length : 2 * ends.length;
    if (entries > 0 && (bytes(newKeys, newEntries) > mostBytes || needed > newKeys)) {
      return false;
    }
    if (newKeys > keys.length) {
      keys = Arrays.copyOf(keys, newKeys);
    }
    if (newEntries > ends.length) {
      grow(newEntries);
    }
    return true;
  }

  private static long bytes(int keyBytes, int entries) {
    return keyBytes + (2L * Integer.BYTES + SUMS * Long.BYTES + 2L * Integer.BYTES) * entries;
  }

  private void grow(int newEntries) {
    ends = Arrays.copyOf(ends, newEntries);
    hashes = Arrays.copyOf(hashes, newEntries);
    sums = Arrays.copyOf(sums, SUMS * newEntries);
    slots = new int[2 * newEntries];
    int mask = slots.length - 1;
    for (int entry = 0; entry < entries; entry++) {
      int slot = hashes[entry] & mask;
      while (slots[slot] != 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = entry + 1;
    }
  }
}
