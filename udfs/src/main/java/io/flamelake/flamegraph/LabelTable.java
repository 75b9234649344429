package io.flamelake.flamegraph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Labels as UTF-8 bytes in one array, each with a dense id in order of first sight.
 *
 * <p>Open addressing with linear probing over ids; a label's hash is kept, so that probing rarely
 * touches bytes and growing never does.
 */
public final class LabelTable {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final long SALT = 0xA0761D6478BD642FL;
  private static final int EMPTY = 0;

  private byte[] bytes = new byte[256];
  private int[] ends = new int[16];
  private int[] hashes = new int[16];
  // id + 1, so that a fresh array is an empty table
  private int[] slots = new int[32];
  private int count;

  /** The number of labels. */
  public int size() {
    return count;
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int label) {
    return label == 0 ? 0 : ends[label - 1];
  }

  int end(int label) {
    return ends[label];
  }

  /** The id of these bytes, which are copied at first sight. */
  public int intern(byte[] source, int offset, int length) {
    int hash = hash(source, offset, length);
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != EMPTY) {
      int label = slots[slot] - 1;
      if (hashes[label] == hash && matches(label, source, offset, length)) {
        return label;
      }
      slot = (slot + 1) & mask;
    }
    return append(hash, source, offset, length);
  }

  /** Orders labels by their bytes, which is the order of their code points. */
  int compare(int left, int right) {
    return Arrays.compareUnsigned(bytes, start(left), end(left), bytes, start(right), end(right));
  }

  long sizeInBytes() {
    return bytes.length + 4L * (ends.length + hashes.length + slots.length);
  }

  private boolean matches(int label, byte[] source, int offset, int length) {
    return Arrays.equals(bytes, start(label), end(label), source, offset, offset + length);
  }

  private int append(int hash, byte[] source, int offset, int length) {
    int start = count == 0 ? 0 : ends[count - 1];
    if ((long) start + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Capacity.grow(bytes.length, (long) start + length));
    }
    if (count == ends.length) {
      int capacity = Capacity.grow(count, count + 1L);
      ends = Arrays.copyOf(ends, capacity);
      hashes = Arrays.copyOf(hashes, capacity);
    }
    System.arraycopy(source, offset, bytes, start, length);
    ends[count] = start + length;
    hashes[count] = hash;
    count++;
    if (2L * count > slots.length) {
      rehash();
    } else {
      place(count - 1);
    }
    return count - 1;
  }

  private void rehash() {
    slots = new int[Slots.doubled(slots.length)];
    for (int label = 0; label < count; label++) {
      place(label);
    }
  }

  private void place(int label) {
    int mask = slots.length - 1;
    int slot = hashes[label] & mask;
    while (slots[slot] != EMPTY) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = label + 1;
  }

  /**
   * Mixes 16 bytes a step by the folded 128-bit product; the last step overlaps the one before, so
   * that no byte is taken alone.
   */
  private static int hash(byte[] source, int offset, int length) {
    long hash = length * MULTIPLIER;
    int end = offset + length;
    if (length >= 2 * Long.BYTES) {
      int last = end - 2 * Long.BYTES;
      for (int at = offset; at < last; at += 2 * Long.BYTES) {
        hash = mix((long) LONGS.get(source, at) ^ hash, (long) LONGS.get(source, at + Long.BYTES));
      }
      hash =
          mix((long) LONGS.get(source, last) ^ hash, (long) LONGS.get(source, last + Long.BYTES));
    } else {
      for (int at = offset; at < end; at++) {
        hash = (hash ^ source[at]) * MULTIPLIER;
      }
      hash = mix(hash, length);
    }
    return (int) (hash ^ (hash >>> 32));
  }

  private static long mix(long left, long right) {
    long salted = right ^ SALT;
    return (left * salted) ^ Math.unsignedMultiplyHigh(left, salted);
  }
}
