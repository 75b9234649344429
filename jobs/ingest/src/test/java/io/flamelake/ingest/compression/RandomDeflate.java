package io.flamelake.ingest.compression;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Writes deflate data that no compressor makes: blocks of random codes of up to 15 bits, with
 * whatever symbols these have. Most of it can be read; some has a distance that goes too far, or a
 * symbol without meaning.
 */
final class RandomDeflate {

  private static final int END = 256;
  private static final int[] LENGTH_EXTRA = {
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
  };

  private final Random random;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int pending;
  private int pendingBits;

  private RandomDeflate(long seed) {
    random = new Random(seed);
  }

  static byte[] of(long seed) {
    RandomDeflate deflate = new RandomDeflate(seed);
    int blocks = 1 + deflate.random.nextInt(3);
    for (int i = 1; i <= blocks; i++) {
      deflate.block(i == blocks);
    }
    deflate.align();
    deflate.bytes.writeBytes(new byte[deflate.random.nextInt(12)]);
    return deflate.bytes.toByteArray();
  }

  /** An empty block whose only code is that of its end, with one bit: only zlib takes it. */
  static byte[] ofNothing() {
    RandomDeflate deflate = new RandomDeflate(0);
    int[] literals = new int[END + 1];
    literals[END] = 1;
    deflate.number(1, 1);
    deflate.number(2, 2);
    deflate.header(literals, new int[1]);
    deflate.code(0, 1);
    deflate.align();
    return deflate.bytes.toByteArray();
  }

  private void block(boolean last) {
    number(last ? 1 : 0, 1);
    int type = random.nextInt(5);
    if (type == 0) {
      stored();
    } else if (type == 1) {
      number(1, 2);
      int[] literals = new int[288];
      for (int i = 0; i < literals.length; i++) {
        literals[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
      }
      int[] distances = new int[32];
      Arrays.fill(distances, 5);
      symbols(literals, distances);
    } else {
      number(2, 2);
      dynamic();
    }
  }

  private void stored() {
    number(0, 2);
    align();
    int size = random.nextInt(100);
    number(size, 16);
    number(~size & 0xffff, 16);
    for (int i = 0; i < size; i++) {
      number(random.nextInt(256), 8);
    }
  }

  private void dynamic() {
    int literalCount = 257 + random.nextInt(30);
    int distanceCount = 1 + random.nextInt(30);
    int[] literals = lengths(literalCount, 2 + random.nextInt(literalCount - 2), END);
    int[] distances =
        switch (random.nextInt(6)) {
          case 0 -> new int[distanceCount];
          case 1 -> single(distanceCount);
          default -> lengths(distanceCount, Math.min(distanceCount, 2 + random.nextInt(29)), 0);
        };
    header(literals, distances);
    symbols(literals, distances);
  }

  private void header(int[] literals, int[] distances) {
    number(literals.length - 257, 5);
    number(distances.length - 1, 5);
    // The codes of code lengths: 4 bits for each length from 0 to 15, and no repeats.
    number(15, 4);
    for (int i = 0; i < 19; i++) {
      number(i < 3 ? 0 : 4, 3);
    }
    for (int length : literals) {
      code(length, 4);
    }
    for (int length : distances) {
      code(length, 4);
    }
  }

  private int[] single(int count) {
    int[] lengths = new int[count];
    lengths[random.nextInt(count)] = 1;
    return lengths;
  }

  /** Lengths of a code without gaps: leaves of a tree that are split until there are enough. */
  private int[] lengths(int count, int used, int always) {
    if (used < 2) {
      return single(count);
    }
    List<Integer> leaves = new ArrayList<>(List.of(1, 1));
    boolean deep = random.nextBoolean();
    while (leaves.size() < used) {
      int leaf = deep ? leaves.size() - 1 : random.nextInt(leaves.size());
      if (leaves.get(leaf) == 15) {
        deep = false;
        continue;
      }
      int length = leaves.remove(leaf) + 1;
      leaves.add(length);
      leaves.add(length);
    }
    List<Integer> symbols = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      symbols.add(i);
    }
    Collections.shuffle(symbols, random);
    symbols.remove((Integer) always);
    symbols.add(0, always);
    Collections.shuffle(leaves, random);
    int[] lengths = new int[count];
    for (int i = 0; i < used; i++) {
      lengths[symbols.get(i)] = leaves.get(i);
    }
    return lengths;
  }

  private void symbols(int[] literals, int[] distances) {
    int[] literalCodes = codes(literals);
    int[] distanceCodes = codes(distances);
    for (int i = random.nextInt(2000); i > 0; i--) {
      int symbol = random.nextInt(literals.length);
      if (symbol == END || literals[symbol] == 0 || symbol > 285 && random.nextInt(300) != 0) {
        continue;
      }
      int distance = random.nextInt(Math.min(distances.length, 4 + random.nextInt(28)));
      if (symbol > END && distances[distance] == 0) {
        continue;
      }
      code(literalCodes[symbol], literals[symbol]);
      if (symbol > END) {
        number(random.nextInt(32), symbol > 285 ? 0 : LENGTH_EXTRA[symbol - 257]);
        code(distanceCodes[distance], distances[distance]);
        number(random.nextInt(1 << 13), distance < 2 ? 0 : Math.min(13, distance / 2 - 1));
      }
    }
    code(literalCodes[END], literals[END]);
  }

  private static int[] codes(int[] lengths) {
    int[] codes = new int[lengths.length];
    int code = 0;
    for (int length = 1; length <= 15; length++) {
      code <<= 1;
      for (int i = 0; i < lengths.length; i++) {
        if (lengths[i] == length) {
          codes[i] = code++;
        }
      }
    }
    return codes;
  }

  private void code(int code, int length) {
    for (int i = length - 1; i >= 0; i--) {
      number(code >>> i, 1);
    }
  }

  private void number(int number, int size) {
    for (int i = 0; i < size; i++) {
      pending |= (number >>> i & 1) << pendingBits++;
      if (pendingBits == 8) {
        align();
      }
    }
  }

  private void align() {
    if (pendingBits > 0) {
      bytes.write(pending);
      pending = 0;
      pendingBits = 0;
    }
  }
}
