package io.flamelake.ingest.compression;

import java.util.Arrays;

/**
 * Decodes one canonical Huffman code of deflate (RFC 1951, 3.2.2) by a look-up: the next bits are
 * the index of an entry. Codes longer than that many bits have their entries in a table behind, to
 * which the entry of their first bits refers.
 *
 * <pre>
 * literal         1, the literal (15 bits), unused (10), length of its code (6)
 * other symbol    0, base (15), 0 (4), length of its code (4), unused (2), that and extra bits (6)
 * SPECIAL | LINK  0, start of the table behind (15), 1, 1, 0, 0, that one's bits (4), unused (8)
 * SPECIAL | END   the end of a block, with the lengths of another symbol
 * SPECIAL         no code, or one that has no meaning
 * </pre>
 *
 * Lengths in a table behind are those of the rest of the code.
 */
final class HuffmanTable {

  static final int LITERAL = 1 << 31;
  static final int SPECIAL = 1 << 15;
  static final int LINK = 1 << 14;
  static final int END = 1 << 13;

  static final int BASE_SHIFT = 16;
  static final int LENGTH_SHIFT = 8;
  static final int LENGTH_MASK = 15;
  static final int TAKEN_MASK = 63;

  private static final int MAX_BITS = 15;

  private final int bits;
  private final int[] symbols;
  private final boolean mayLack;
  private final int[] counts = new int[MAX_BITS + 1];
  private final int[] starts = new int[MAX_BITS + 2];
  private final short[] sorted;

  /** By the next bits; the length is a power of two, so an index needs only to be masked. */
  final int[] entries;

  final int[] behind;

  /**
   * @param bits of an index
   * @param symbols the entry of each symbol, still without the length of its code
   * @param mayLack whether there may be no code at all, or a single one of one bit, which leaves
   *     the other bit without meaning; zlib allows both for distances, and nothing else
   */
  HuffmanTable(int bits, int[] symbols, boolean mayLack) {
    this.bits = bits;
    this.symbols = symbols;
    this.mayLack = mayLack;
    sorted = new short[symbols.length];
    entries = new int[1 << bits];
    // A table behind is for two symbols at least.
    behind = new int[symbols.length / 2 << MAX_BITS - bits];
  }

  /**
   * Makes the table of a code.
   *
   * @param lengths those of {@code count} symbols' codes, from {@code from} on; 0: it has none
   * @return false when there is no such code
   */
  boolean make(byte[] lengths, int from, int count) {
    Arrays.fill(counts, 0);
    for (int i = from; i < from + count; i++) {
      counts[lengths[i]]++;
    }
    int used = count - counts[0];
    int left = 1;
    starts[1] = 0;
    for (int length = 1; length <= MAX_BITS; length++) {
      left = (left << 1) - counts[length];
      if (left < 0) {
        return false;
      }
      starts[length + 1] = starts[length] + counts[length];
    }
    if (left > 0 && !(mayLack && used == counts[1])) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      int length = lengths[from + i];
      if (length != 0) {
        sorted[starts[length]++] = (short) i;
      }
    }
    fill(used);
    return true;
  }

  /** Short codes stand at every index that they start, so the table is doubled for each bit. */
  private void fill(int used) {
    entries[0] = SPECIAL;
    int code = 0;
    int next = 0;
    for (int length = 1; length <= bits; length++) {
      int size = 1 << length - 1;
      System.arraycopy(entries, 0, entries, size, size);
      code <<= 1;
      for (int i = counts[length]; i > 0; i--) {
        entries[reversed(code++, length)] = entry(sorted[next++], length);
      }
    }
    if (next < used) {
      fillBehind(code, next, used);
    }
  }

  private void fillBehind(int firstCode, int firstSymbol, int used) {
    int code = firstCode;
    int length = bits;
    int remaining = 0;
    int index = -1;
    int start = 0;
    int end = 0;
    for (int next = firstSymbol; next < used; next++) {
      while (remaining == 0) {
        code <<= 1;
        remaining = counts[++length];
      }
      int whole = reversed(code++, length);
      if ((whole & entries.length - 1) != index) {
        index = whole & entries.length - 1;
        start = end;
        int own = bitsBehind(length, remaining);
        end += 1 << own;
        entries[index] = SPECIAL | LINK | start << BASE_SHIFT | own << LENGTH_SHIFT;
      }
      int entry = entry(sorted[next], length - bits);
      for (int i = start + (whole >>> bits); i < end; i += 1 << length - bits) {
        behind[i] = entry;
      }
      remaining--;
    }
  }

  /** The bits of a table behind whose shortest code has this length. */
  private int bitsBehind(int length, int remaining) {
    int own = length - bits;
    int left = (1 << own) - remaining;
    while (left > 0) {
      own++;
      left = (left << 1) - counts[own + bits];
    }
    return own;
  }

  private int entry(int symbol, int length) {
    int entry = symbols[symbol];
    return entry < 0 ? entry | length : entry + (length << LENGTH_SHIFT) + length;
  }

  private static int reversed(int code, int length) {
    return Integer.reverse(code) >>> Integer.SIZE - length;
  }
}
