package io.flamelake.symbolize.index;

/**
 * Items of disjoint ranges of addresses. An item holds from its address up to the next one; the
 * last address ends the last range.
 *
 * <p>Addresses are kept as distances from the first one, in ints where they fit. A table tells for
 * each of equal stretches of addresses where to begin, so that a look-up compares a few only.
 */
final class AddressMap {
  private static final int PER_STRETCH = 4;
  private static final int ENTRY = 2;
  private static final long MAX_INT = 0xFFFFFFFFL;

  private final long first;
  private final long span;
  private final long[] wideDistances;

  /** Items, each behind its distance unless distances are wide. */
  private final int[] entries;

  private final int size;
  private final int shift;
  private final int[] stretches;

  /** The addresses ascend, and the last item is {@link Ranges#NONE}. */
  AddressMap(long[] addresses, int[] items) {
    int n = addresses.length;
    this.size = n;
    this.first = n == 0 ? 0 : addresses[0];
    this.span = n == 0 ? 0 : addresses[n - 1] - first;
    boolean narrow = Long.compareUnsigned(span, MAX_INT) <= 0;
    this.wideDistances = narrow ? null : new long[n];
    this.entries = narrow ? new int[Math.multiplyExact(n, ENTRY)] : items;
    for (int i = 0; i < n; i++) {
      if (narrow) {
        entries[i * ENTRY] = (int) (addresses[i] - first);
        entries[i * ENTRY + 1] = items[i];
      } else {
        wideDistances[i] = addresses[i] - first;
      }
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(span);
    int stretchBits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(n / PER_STRETCH));
    this.shift = Math.max(0, bits - stretchBits);
    this.stretches = stretches();
  }

  /** The last address at or before the beginning of each stretch, and of the one after the last. */
  private int[] stretches() {
    int[] begins = new int[(int) (span >>> shift) + 2];
    int at = 0;
    for (int stretch = 0; stretch < begins.length - 1; stretch++) {
      long begin = (long) stretch << shift;
      while (at + 1 < size && Long.compareUnsigned(distance(at + 1), begin) <= 0) {
        at++;
      }
      begins[stretch] = at;
    }
    begins[begins.length - 1] = Math.max(0, size - 1);
    return begins;
  }

  /** The item at the address, or {@link Ranges#NONE}. */
  int find(long address) {
    long distance = address - first;
    if (Long.compareUnsigned(distance, span) >= 0) {
      return Ranges.NONE;
    }
    int stretch = (int) (distance >>> shift);
    int low = stretches[stretch];
    int high = stretches[stretch + 1];
    return item(wideDistances == null ? narrow(distance, low, high) : wide(distance, low, high));
  }

  /** The last one of [low, high] that is at or before the distance, which low is. */
  private int narrow(long distance, int low, int high) {
    int from = low;
    int to = high;
    while (from < to) {
      int middle = (from + to + 1) >>> 1;
      if ((entries[middle * ENTRY] & MAX_INT) <= distance) {
        from = middle;
      } else {
        to = middle - 1;
      }
    }
    return from;
  }

  private int wide(long distance, int low, int high) {
    int from = low;
    int to = high;
    while (from < to) {
      int middle = (from + to + 1) >>> 1;
      if (Long.compareUnsigned(wideDistances[middle], distance) <= 0) {
        from = middle;
      } else {
        to = middle - 1;
      }
    }
    return from;
  }

  int size() {
    return size;
  }

  long address(int index) {
    return first + distance(index);
  }

  int item(int index) {
    return wideDistances == null ? entries[index * ENTRY + 1] : entries[index];
  }

  long sizeInBytes() {
    long perAddress = wideDistances == null ? Integer.BYTES : Long.BYTES;
    return size * (perAddress + Integer.BYTES) + (long) stretches.length * Integer.BYTES;
  }

  private long distance(int index) {
    return wideDistances == null ? entries[index * ENTRY] & MAX_INT : wideDistances[index];
  }
}
