package io.flamelake.symbolize.elf;

import java.util.Arrays;

/** A set of addresses, seen as unsigned numbers, made of ranges. */
public final class AddressRanges {
  private final long[] starts;
  private final long[] ends;

  private AddressRanges(long[] starts, long[] ends) {
    this.starts = starts;
    this.ends = ends;
  }

  /**
   * The set of the addresses of all given ranges, which may touch, overlap and be empty.
   *
   * @param ranges start and end in turn; a range whose end is not after its start is empty
   */
  public static AddressRanges of(long... ranges) {
    long[][] pairs = new long[ranges.length / 2][];
    int count = 0;
    for (int i = 0; i + 1 < ranges.length; i += 2) {
      if (Long.compareUnsigned(ranges[i], ranges[i + 1]) < 0) {
        pairs[count++] = new long[] {ranges[i], ranges[i + 1]};
      }
    }
    Arrays.sort(pairs, 0, count, (a, b) -> Long.compareUnsigned(a[0], b[0]));
    long[] starts = new long[count];
    long[] ends = new long[count];
    int merged = 0;
    for (int i = 0; i < count; i++) {
      if (merged > 0 && Long.compareUnsigned(pairs[i][0], ends[merged - 1]) <= 0) {
        if (Long.compareUnsigned(pairs[i][1], ends[merged - 1]) > 0) {
          ends[merged - 1] = pairs[i][1];
        }
      } else {
        starts[merged] = pairs[i][0];
        ends[merged++] = pairs[i][1];
      }
    }
    return new AddressRanges(Arrays.copyOf(starts, merged), Arrays.copyOf(ends, merged));
  }

  /** How many ranges there are; they are sorted and do not touch. */
  public int count() {
    return starts.length;
  }

  public long start(int index) {
    return starts[index];
  }

  public long end(int index) {
    return ends[index];
  }

  /** Whether the set has an address. */
  public boolean contains(long address) {
    int index = indexOf(address);
    return index >= 0 && Long.compareUnsigned(address, ends[index]) < 0;
  }

  /** Where the range ends that has an address; the address itself if there is none. */
  public long endOf(long address) {
    int index = indexOf(address);
    return index >= 0 && Long.compareUnsigned(address, ends[index]) < 0 ? ends[index] : address;
  }

  private int indexOf(long address) {
    int low = 0;
    int high = starts.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(starts[middle], address) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }
}
