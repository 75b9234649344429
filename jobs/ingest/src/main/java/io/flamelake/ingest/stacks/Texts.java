package io.flamelake.ingest.stacks;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The strings of one profile as slices of its bytes. A string is checked (UTF-8, length) and hashed
 * when it is first asked for, once. Arrays are kept from profile to profile.
 */
public final class Texts {

  /** Stands for no string where an index is asked for. */
  public static final int NONE = -1;

  /** The hash of the empty string, which is also that of no string. */
  public static final long EMPTY_HASH = Hashing.xxh3_64().hashBytesToLong(new byte[0]);

  private static final Hasher64 XXH3 = Hashing.xxh3_64();

  private final int maxBytes;
  private byte[] data;
  private int used;
  private int count;
  private int[] offset = new int[1024];
  private int[] length = new int[1024];
  private long[] hash = new long[1024];
  private boolean[] ready = new boolean[1024];
  private long cut;
  private long repaired;

  /**
   * @param maxBytes longer strings are cut
   */
  public Texts(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Forgets all strings; new ones are slices of the first {@code used} bytes of {@code data}. */
  public void reset(byte[] data, int used) {
    Arrays.fill(ready, 0, count, false);
    this.data = data;
    this.used = used;
    count = 0;
    cut = 0;
    repaired = 0;
  }

  /** Adds a slice and returns its index. */
  public int add(int start, int size) {
    if (count == offset.length) {
      enlarge();
    }
    offset[count] = start;
    length[count] = size;
    return count++;
  }

  /** Adds a string that is not part of the profile's bytes. */
  public int add(byte[] utf8) {
    return add(append(utf8), utf8.length);
  }

  public int count() {
    return count;
  }

  /** The bytes that slices are of; another array after a string had to be mended. */
  public byte[] data() {
    return data;
  }

  public int offset(int text) {
    prepare(text);
    return offset[text];
  }

  public int length(int text) {
    prepare(text);
    return length[text];
  }

  /** Whether there is nothing to show: no string, or an empty one. */
  public boolean isEmpty(int text) {
    return text == NONE || length[text] == 0;
  }

  /** The string, or {@link #NONE} if it is empty. */
  public int shown(int text) {
    return isEmpty(text) ? NONE : text;
  }

  /** XXH3 (64 bits, seed 0) of the string's bytes. */
  public long hash(int text) {
    if (text == NONE) {
      return EMPTY_HASH;
    }
    prepare(text);
    return hash[text];
  }

  /** Whether two strings have the same bytes, which two places of a profile may hold. */
  public boolean areEqual(int one, int other) {
    if (one == other || one == NONE || other == NONE) {
      return one == other;
    }
    return hash(one) == hash(other)
        && Arrays.equals(
            data,
            offset[one],
            offset[one] + length[one],
            data,
            offset[other],
            offset[other] + length[other]);
  }

  public String string(int text) {
    prepare(text);
    return new String(data, offset[text], length[text], StandardCharsets.UTF_8);
  }

  /** How many of the strings asked for were cut. */
  public long cut() {
    return cut;
  }

  /** How many of the strings asked for were not UTF-8. */
  public long repaired() {
    return repaired;
  }

  /** Bytes held by the arrays. */
  public long heldBytes() {
    return offset.length * 17L;
  }

  private void prepare(int text) {
    if (!ready[text]) {
      makeReady(text);
    }
  }

  private void makeReady(int text) {
    ready[text] = true;
    if (length[text] > maxBytes) {
      length[text] = Utf8.cut(data, offset[text], maxBytes);
      cut++;
    }
    if (!Utf8.isValid(data, offset[text], length[text])) {
      byte[] mended = Utf8.repair(data, offset[text], length[text]);
      offset[text] = append(mended);
      length[text] = mended.length;
      repaired++;
    }
    hash[text] = XXH3.hashBytesToLong(data, offset[text], length[text]);
  }

  private int append(byte[] utf8) {
    if (data.length - used < utf8.length) {
      data = Arrays.copyOf(data, used + Math.max(utf8.length, used / 2));
    }
    System.arraycopy(utf8, 0, data, used, utf8.length);
    used += utf8.length;
    return used - utf8.length;
  }

  private void enlarge() {
    int size = offset.length * 2;
    offset = Arrays.copyOf(offset, size);
    length = Arrays.copyOf(length, size);
    hash = Arrays.copyOf(hash, size);
    ready = Arrays.copyOf(ready, size);
  }
}
