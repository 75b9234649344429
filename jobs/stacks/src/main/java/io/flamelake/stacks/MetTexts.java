package io.flamelake.stacks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The texts of one stack by their bytes, which lie in the encoder's output; numbered from 1. */
final class MetTexts {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long FACTOR = 0x9e3779b97f4a7c15L;
  private static final int FIRST_SLOTS = 64;
  private static final int KEPT_SLOTS = 1 << 14;

  /** Numbers of texts, 0 where free; twice as many as texts, or more. */
  private int[] slots = new int[FIRST_SLOTS];

  private int[] hashes = new int[FIRST_SLOTS / 2];
  private int[] starts = new int[FIRST_SLOTS / 2];
  private int[] lengths = new int[FIRST_SLOTS / 2];
  private int count;
  private int lastHash;
  private int lastSlot;

  void clear() {
    if (slots.length > KEPT_SLOTS) {
      // Else one huge stack would cost all small ones after it their time.
      slots = new int[FIRST_SLOTS];
    } else if (count > 0) {
      Arrays.fill(slots, 0);
    }
    count = 0;
  }

  /** The number of a text, or 0 if it was not met: then it may be {@link #add}ed. */
  int numberOf(byte[] output, byte[] data, int start, int length) {
    lastHash = hash(data, start, length);
    lastSlot = lastHash & slots.length - 1;
    while (slots[lastSlot] != 0) {
      int i = slots[lastSlot] - 1;
      if (hashes[i] == lastHash
          && Arrays.equals(
              output, starts[i], starts[i] + lengths[i], data, start, start + length)) {
        return slots[lastSlot];
      }
      lastSlot = lastSlot + 1 & slots.length - 1;
    }
    return 0;
  }

  /** Numbers the text last asked for, whose bytes are written here. */
  void add(int start, int length) {
    if (count == starts.length) {
      hashes = Arrays.copyOf(hashes, count * 2);
      starts = Arrays.copyOf(starts, count * 2);
      lengths = Arrays.copyOf(lengths, count * 2);
    }
    hashes[count] = lastHash;
    starts[count] = start;
    lengths[count] = length;
    slots[lastSlot] = ++count;
    if (2 * count >= slots.length) {
      enlarge();
    }
  }

  private void enlarge() {
    slots = new int[slots.length * 2];
    for (int i = 0; i < count; i++) {
      int slot = hashes[i] & slots.length - 1;
      while (slots[slot] != 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = i + 1;
    }
  }

  /** Eight bytes at a time: names of templates have thousands. */
  private static int hash(byte[] data, int start, int length) {
    long hash = length;
    int end = start + length;
    int i = start;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(data, i)) * FACTOR;
      hash ^= hash >>> 32;
    }
    for (; i < end; i++) {
      hash = (hash ^ data[i]) * FACTOR;
    }
    return (int) (hash ^ hash >>> 32);
  }
}
