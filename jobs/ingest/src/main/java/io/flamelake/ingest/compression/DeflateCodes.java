package io.flamelake.ingest.compression;

import java.util.Arrays;

/**
 * What deflate's three alphabets mean (RFC 1951, 3.2.5 to 3.2.7), as {@link HuffmanTable} has it.
 */
final class DeflateCodes {

  /** Symbols of literals, the end of a block, and lengths; the last two are never used. */
  static final int LITERALS = 288;

  static final int USED_LITERALS = 286;

  /** Symbols of distances; the last two are never used. */
  static final int DISTANCES = 32;

  static final int USED_DISTANCES = 30;

  /** The symbol of the end of a block. */
  static final int END_OF_BLOCK = 256;

  private static final byte[] CODE_LENGTH_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  static final int CODE_LENGTHS = CODE_LENGTH_ORDER.length;

  private static final int MAX_LENGTH = 258;

  private DeflateCodes() {}

  /** The symbol whose length comes at this place of a block's start. */
  static int codeLengthSymbol(int place) {
    return CODE_LENGTH_ORDER[place];
  }

  /** Sets the lengths that hold in blocks without codes of their own: literals, then distances. */
  static void setFixed(byte[] lengths) {
    Arrays.fill(lengths, 0, 144, (byte) 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    Arrays.fill(lengths, 280, LITERALS, (byte) 8);
    Arrays.fill(lengths, LITERALS, LITERALS + DISTANCES, (byte) 5);
  }

  static int[] literals() {
    int[] symbols = new int[LITERALS];
    for (int i = 0; i < END_OF_BLOCK; i++) {
      symbols[i] = HuffmanTable.LITERAL | i << HuffmanTable.BASE_SHIFT;
    }
    symbols[END_OF_BLOCK] = HuffmanTable.SPECIAL | HuffmanTable.END;
    int base = 3;
    for (int i = END_OF_BLOCK + 1; i < USED_LITERALS - 1; i++) {
      int extra = Math.max(0, (i - END_OF_BLOCK - 1) / 4 - 1);
      symbols[i] = base << HuffmanTable.BASE_SHIFT | extra;
      base += 1 << extra;
    }
    symbols[USED_LITERALS - 1] = MAX_LENGTH << HuffmanTable.BASE_SHIFT;
    Arrays.fill(symbols, USED_LITERALS, LITERALS, HuffmanTable.SPECIAL);
    return symbols;
  }

  static int[] distances() {
    int[] symbols = new int[DISTANCES];
    int base = 1;
    for (int i = 0; i < USED_DISTANCES; i++) {
      int extra = Math.max(0, i / 2 - 1);
      symbols[i] = base << HuffmanTable.BASE_SHIFT | extra;
      base += 1 << extra;
    }
    Arrays.fill(symbols, USED_DISTANCES, DISTANCES, HuffmanTable.SPECIAL);
    return symbols;
  }

  static int[] codeLengths() {
    int[] symbols = new int[CODE_LENGTHS];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = i << HuffmanTable.BASE_SHIFT;
    }
    return symbols;
  }
}
