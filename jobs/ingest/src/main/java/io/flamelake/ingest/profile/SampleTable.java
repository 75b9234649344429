package io.flamelake.ingest.profile;

import java.util.Arrays;

/**
 * The samples of one profile, equal ones merged: those of one series, stack, span and trace are one
 * row whose values are their sums. To add one: set the public fields, {@link #add}. Arrays are kept
 * from profile to profile.
 */
public final class SampleTable {

  /** Row of the sample's series. */
  public int series;

  public long stackId;

  /** Tells apart stacks that have one id by chance. */
  public long fingerprint;

  /** Text of the span id, or -1; equal ids must come as equal texts. */
  public int span;

  /** Text of the trace id, or -1; equal ids must come as equal texts. */
  public int trace;

  /** Whatever the caller needs to find the sample again; that of the first sample is kept. */
  public long source;

  private static final int KEY_INTS = 3;
  private static final int KEY_LONGS = 3;
  private static final int NO_ROW = -1;

  private int types;
  private int count;
  private long saturated;
  private int[] slots = new int[1024];
  private int slotMask;
  private int[] ints = new int[256 * KEY_INTS];
  private long[] longs = new long[256 * KEY_LONGS];
  private long[] values = new long[1024];

  /**
   * Forgets all rows.
   *
   * @param types values of each sample
   * @param samples the most samples that will be added
   */
  public void reset(int types, int samples) {
    this.types = types;
    count = 0;
    saturated = 0;
    int wanted = Integer.highestOneBit(Math.max(samples, 8)) << 2;
    if (slots.length < wanted) {
      slots = new int[wanted];
    }
    slotMask = wanted - 1;
    Arrays.fill(slots, 0, wanted, NO_ROW);
  }

  /** Adds the sample that the public fields tell. */
  public void add(long[] sampleValues) {
    int slot = firstSlot();
    int row;
    while ((row = slots[slot]) != NO_ROW) {
      if (isOf(row)) {
        merge(row, sampleValues);
        return;
      }
      slot = slot + 1 & slotMask;
    }
    slots[slot] = count;
    append(sampleValues);
  }

  public int count() {
    return count;
  }

  public int series(int row) {
    return ints[row * KEY_INTS];
  }

  public int span(int row) {
    return ints[row * KEY_INTS + 1];
  }

  public int trace(int row) {
    return ints[row * KEY_INTS + 2];
  }

  public long stackId(int row) {
    return longs[row * KEY_LONGS];
  }

  public long fingerprint(int row) {
    return longs[row * KEY_LONGS + 1];
  }

  public long source(int row) {
    return longs[row * KEY_LONGS + 2];
  }

  public long value(int row, int type) {
    return values[row * types + type];
  }

  /** Whether all values of a row are zero. */
  public boolean isZero(int row) {
    for (int i = row * types; i < (row + 1) * types; i++) {
      if (values[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** How many sums went beyond 64 bits. */
  public long saturated() {
    return saturated;
  }

  /** Bytes held by the arrays. */
  public long heldBytes() {
    return 4L * slots.length + 4L * ints.length + 8L * longs.length + 8L * values.length;
  }

  private int firstSlot() {
    long key = stackId + series * 0x9e3779b97f4a7c15L + (span * 31L + trace) * 0xc2b2ae3d27d4eb4fL;
    return (int) (key ^ key >>> 32) & slotMask;
  }

  private boolean isOf(int row) {
    int i = row * KEY_INTS;
    int l = row * KEY_LONGS;
    return longs[l] == stackId
        && longs[l + 1] == fingerprint
        && ints[i] == series
        && ints[i + 1] == span
        && ints[i + 2] == trace;
  }

  private void merge(int row, long[] sampleValues) {
    int at = row * types;
    for (int t = 0; t < types; t++) {
      long before = values[at + t];
      long sum = before + sampleValues[t];
      if (SaturatedMath.overflows(before, sampleValues[t], sum)) {
        sum = SaturatedMath.add(before, sampleValues[t]);
        saturated++;
      }
      values[at + t] = sum;
    }
  }

  private void append(long[] sampleValues) {
    int row = count++;
    if (count * KEY_INTS > ints.length) {
      ints = Arrays.copyOf(ints, ints.length * 2);
      longs = Arrays.copyOf(longs, longs.length * 2);
    }
    if (count * types > values.length) {
      values = Arrays.copyOf(values, Math.max(values.length * 2, count * types));
    }
    int i = row * KEY_INTS;
    ints[i] = series;
    ints[i + 1] = span;
    ints[i + 2] = trace;
    int l = row * KEY_LONGS;
    longs[l] = stackId;
    longs[l + 1] = fingerprint;
    longs[l + 2] = source;
    System.arraycopy(sampleValues, 0, values, row * types, types);
  }
}
