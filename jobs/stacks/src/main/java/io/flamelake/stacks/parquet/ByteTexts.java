package io.flamelake.stacks.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;

/** Finds texts of a list by their bytes. */
final class ByteTexts {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long FACTOR = 0x9e3779b97f4a7c15L;
  private static final int FIRST_SLOTS = 64;

  private final List<Binary> texts;

  /** Numbers of texts from 1 on, 0 where free; twice as many as texts, or more. */
  private int[] slots = new int[FIRST_SLOTS];

  private int[] hashes = new int[FIRST_SLOTS / 2];

  /** How many texts of the list were told of: none where a column looks its texts up as strings. */
  private int known;

  private int lastHash;
  private int lastSlot;

  ByteTexts(List<Binary> texts) {
    this.texts = texts;
  }

  /** The number of a text, or -1 if it is not in the list: then it may be added and told. */
  int numberOf(byte[] data, int start, int length) {
    lastHash = hash(data, start, length);
    lastSlot = lastHash & slots.length - 1;
    while (slots[lastSlot] != 0) {
      int number = slots[lastSlot] - 1;
      if (hashes[number] == lastHash && isAt(texts.get(number), data, start, length)) {
        return number;
      }
      lastSlot = lastSlot + 1 & slots.length - 1;
    }
    return -1;
  }

  private static boolean isAt(Binary text, byte[] data, int start, int length) {
    byte[] known = text.getBytesUnsafe();
    return Arrays.equals(known, 0, known.length, data, start, start + length);
  }

  /** Takes note that the text last asked for is the last of the list now. */
  void added() {
    int number = texts.size() - 1;
    if (number >= hashes.length) {
      hashes = Arrays.copyOf(hashes, hashes.length * 2);
    }
    hashes[number] = lastHash;
    slots[lastSlot] = number + 1;
    known = number + 1;
    if (2 * known >= slots.length) {
      place(slots.length * 2);
    }
  }

  /** Takes note that the list has only its first texts left. */
  void keep(int count) {
    known = Math.min(known, count);
    place(known == 0 ? FIRST_SLOTS : slots.length);
  }

  private void place(int size) {
    slots = new int[size];
    for (int number = 0; number < known; number++) {
      int slot = hashes[number] & size - 1;
      while (slots[slot] != 0) {
        slot = slot + 1 & size - 1;
      }
      slots[slot] = number + 1;
    }
  }

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
