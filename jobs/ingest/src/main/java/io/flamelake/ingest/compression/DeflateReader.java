package io.flamelake.ingest.compression;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Inflater;

/**
 * Reads deflate data (RFC 1951) that is whole, sound and fits, in two thirds of the time that zlib
 * takes: a value is one array, and so is what comes out, so that nothing has to be kept between
 * pieces of it. With anything else it gives up without saying why; then {@link Inflater} must be
 * asked from the start. What it reads zlib would read too, to the same bytes.
 */
final class DeflateReader {

  /** Bytes behind the room that may be written to, so they must be there. */
  static final int SLACK = 320;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int STORED = 0;
  private static final int FIXED = 1;
  private static final int DYNAMIC = 2;

  /** Bits that are read ahead by a refill at least. */
  private static final int REFILLED = 56;

  /** Bits of the longest length and distance. */
  private static final int MATCH_BITS = 48;

  /** Zero bytes that are read behind the end at most, before it is found to be the end. */
  private static final int BEHIND = 8;

  private static final int LITERAL_BITS = 11;
  private static final int DISTANCE_BITS = 8;
  private static final int CODE_LENGTH_BITS = 7;

  private final HuffmanTable literals =
      new HuffmanTable(LITERAL_BITS, DeflateCodes.literals(), false);
  private final HuffmanTable distances =
      new HuffmanTable(DISTANCE_BITS, DeflateCodes.distances(), true);
  private final HuffmanTable codeLengths =
      new HuffmanTable(CODE_LENGTH_BITS, DeflateCodes.codeLengths(), false);
  private final byte[] lengths = new byte[DeflateCodes.LITERALS + DeflateCodes.DISTANCES];

  private byte[] input;
  private int inputEnd;
  private byte[] output;
  private int outputStart;
  private int outputLimit;

  /** The bits read ahead, the next one lowest; those above {@code count} are not to be used. */
  private long bits;

  private int count;
  private int in;
  private int out;

  /**
   * Reads all blocks up to the last.
   *
   * @param value where they are, from {@code from} on; more may follow
   * @param into where to put what comes out, from {@code at} on, {@code room} bytes at most; of the
   *     {@link #SLACK} bytes behind any may be overwritten
   * @return false when it gave up; then any of these bytes may have been overwritten
   */
  boolean read(byte[] value, int from, byte[] into, int at, int room) {
    input = value;
    inputEnd = value.length;
    in = from;
    output = into;
    outputStart = at;
    outputLimit = at + room;
    out = at;
    bits = 0;
    count = 0;
    try {
      boolean last;
      do {
        if (!refill()) {
          return false;
        }
        last = take(1) == 1;
        if (!readBlock(take(2))) {
          return false;
        }
      } while (!last);
      goToByte();
      return in <= inputEnd;
    } finally {
      input = null;
      output = null;
    }
  }

  /** Where the bytes behind the last block start. */
  int inputPosition() {
    return in;
  }

  /** Where what came out ends. */
  int outputPosition() {
    return out;
  }

  private boolean readBlock(int type) {
    return switch (type) {
      case STORED -> copyStored();
      case FIXED -> makeFixed() && readSymbols();
      case DYNAMIC -> makeDynamic() && readSymbols();
      default -> false;
    };
  }

  private boolean copyStored() {
    goToByte();
    if (inputEnd - in < 4) {
      return false;
    }
    int size = (input[in] & 0xff) | (input[in + 1] & 0xff) << 8;
    int check = (input[in + 2] & 0xff) | (input[in + 3] & 0xff) << 8;
    in += 4;
    if (size != (check ^ 0xffff) || size > inputEnd - in || size > outputLimit - out) {
      return false;
    }
    System.arraycopy(input, in, output, out, size);
    in += size;
    out += size;
    return true;
  }

  private boolean makeFixed() {
    DeflateCodes.setFixed(lengths);
    return literals.make(lengths, 0, DeflateCodes.LITERALS)
        && distances.make(lengths, DeflateCodes.LITERALS, DeflateCodes.DISTANCES);
  }

  private boolean makeDynamic() {
    int literalCount = 257 + take(5);
    int distanceCount = 1 + take(5);
    int codeLengthCount = 4 + take(4);
    if (literalCount > DeflateCodes.USED_LITERALS || distanceCount > DeflateCodes.USED_DISTANCES) {
      return false;
    }
    Arrays.fill(lengths, 0, DeflateCodes.CODE_LENGTHS, (byte) 0);
    for (int i = 0; i < codeLengthCount; i++) {
      if (count < 3 && !refill()) {
        return false;
      }
      lengths[DeflateCodes.codeLengthSymbol(i)] = (byte) take(3);
    }
    return codeLengths.make(lengths, 0, DeflateCodes.CODE_LENGTHS)
        && readLengths(literalCount + distanceCount)
        && lengths[DeflateCodes.END_OF_BLOCK] != 0
        && literals.make(lengths, 0, literalCount)
        && distances.make(lengths, literalCount, distanceCount);
  }

  private boolean readLengths(int wanted) {
    int read = 0;
    while (read < wanted) {
      if (count < 2 * CODE_LENGTH_BITS && !refill()) {
        return false;
      }
      int entry = codeLengths.entries[(int) bits & codeLengths.entries.length - 1];
      take(entry & HuffmanTable.TAKEN_MASK);
      int symbol = entry >>> HuffmanTable.BASE_SHIFT;
      if (symbol < 16) {
        lengths[read++] = (byte) symbol;
        continue;
      }
      if (symbol == 16 && read == 0) {
        return false;
      }
      byte repeated = symbol == 16 ? lengths[read - 1] : 0;
      int times = symbol == 16 ? 3 + take(2) : symbol == 17 ? 3 + take(3) : 11 + take(7);
      if (times > wanted - read) {
        return false;
      }
      Arrays.fill(lengths, read, read + times, repeated);
      read += times;
    }
    return true;
  }

  private boolean readSymbols() {
    while (true) {
      readUsual();
      if (out > outputLimit || !refill()) {
        return false;
      }
      int entry = entry(literals, LITERAL_BITS);
      if (entry < 0) {
        output[out++] = (byte) (entry >>> HuffmanTable.BASE_SHIFT);
        take(entry & HuffmanTable.TAKEN_MASK);
      } else if ((entry & HuffmanTable.SPECIAL) != 0) {
        take(entry & HuffmanTable.TAKEN_MASK);
        return (entry & HuffmanTable.END) != 0;
      } else if (!copyMatch(takeValue(entry))) {
        return false;
      }
    }
  }

  /**
   * Reads literals and matches as long as codes are short and neither end is near, and stops before
   * the first that is not so. Most of the time is spent here: all that the loop needs are locals,
   * and up to three literals are read between refills.
   */
  private void readUsual() {
    byte[] from = input;
    byte[] to = output;
    int[] literal = literals.entries;
    int[] distance = distances.entries;
    int safe = inputEnd - Long.BYTES;
    long b = bits;
    int n = count;
    int i = in;
    int o = out;
    int start = outputStart;
    int limit = outputLimit;
    while (i <= safe && o <= limit) {
      b |= (long) LONGS.get(from, i) << n;
      i += 63 - n >>> 3;
      n |= REFILLED;
      int e = literal[(int) b & literal.length - 1];
      if (e < 0) {
        to[o++] = (byte) (e >>> HuffmanTable.BASE_SHIFT);
        b >>>= e;
        n -= e & HuffmanTable.TAKEN_MASK;
        e = literal[(int) b & literal.length - 1];
        if (e < 0) {
          to[o++] = (byte) (e >>> HuffmanTable.BASE_SHIFT);
          b >>>= e;
          n -= e & HuffmanTable.TAKEN_MASK;
          e = literal[(int) b & literal.length - 1];
          if (e < 0) {
            to[o++] = (byte) (e >>> HuffmanTable.BASE_SHIFT);
            b >>>= e;
            n -= e & HuffmanTable.TAKEN_MASK;
          }
          continue;
        }
        if (n < MATCH_BITS) {
          continue;
        }
      }
      long next = b >>> e;
      int d = distance[(int) next & distance.length - 1];
      int length = value(e, b);
      int back = value(d, next);
      if (((e | d) & HuffmanTable.SPECIAL) != 0 || back > o - start) {
        break;
      }
      b = next >>> d;
      n -= (e & HuffmanTable.TAKEN_MASK) + (d & HuffmanTable.TAKEN_MASK);
      copy(to, o, back, length);
      o += length;
    }
    bits = b;
    count = n;
    in = i;
    out = o;
  }

  private boolean copyMatch(int length) {
    int entry = entry(distances, DISTANCE_BITS);
    if ((entry & HuffmanTable.SPECIAL) != 0) {
      return false;
    }
    int back = takeValue(entry);
    if (back > out - outputStart) {
      return false;
    }
    copy(output, out, back, length);
    out += length;
    return true;
  }

  /** Copies a match by eight bytes, and so up to fifteen more than it is long. */
  private static void copy(byte[] data, int at, int back, int length) {
    int from = at - back;
    if (back < Long.BYTES) {
      // What is written too far is written anew by the next step.
      for (int done = 0; done < length; done += back) {
        LONGS.set(data, at + done, (long) LONGS.get(data, from + done));
      }
      return;
    }
    LONGS.set(data, at, (long) LONGS.get(data, from));
    LONGS.set(data, at + Long.BYTES, (long) LONGS.get(data, from + Long.BYTES));
    for (int done = 2 * Long.BYTES; done < length; done += Long.BYTES) {
      LONGS.set(data, at + done, (long) LONGS.get(data, from + done));
    }
  }

  /** The entry of the next code; the bits that led to a table behind are taken. */
  private int entry(HuffmanTable table, int tableBits) {
    int entry = table.entries[(int) bits & table.entries.length - 1];
    if (entry >= 0 && (entry & HuffmanTable.LINK) != 0) {
      take(tableBits);
      int own = 1 << (entry >>> HuffmanTable.LENGTH_SHIFT & HuffmanTable.LENGTH_MASK);
      return table.behind[((entry >>> HuffmanTable.BASE_SHIFT) + ((int) bits & own - 1))];
    }
    return entry;
  }

  private int takeValue(int entry) {
    int value = value(entry, bits);
    take(entry & HuffmanTable.TAKEN_MASK);
    return value;
  }

  /** A length or a distance: the base, and the extra bits that follow the code. */
  private static int value(int entry, long next) {
    // Shifts by an entry are by its lowest bits, which are those taken.
    int taken = (int) next & (1 << entry) - 1;
    return (entry >>> HuffmanTable.BASE_SHIFT)
        + (taken >>> (entry >>> HuffmanTable.LENGTH_SHIFT & HuffmanTable.LENGTH_MASK));
  }

  /** Reads ahead; false when it was done too often behind the end. */
  private boolean refill() {
    while (count < REFILLED) {
      if (in < inputEnd) {
        bits |= (input[in] & 0xffL) << count;
      } else if (in == inputEnd + BEHIND) {
        return false;
      }
      in++;
      count += Byte.SIZE;
    }
    return true;
  }

  private int take(int number) {
    int taken = (int) bits & (1 << number) - 1;
    bits >>>= number;
    count -= number;
    return taken;
  }

  /** Goes on at the next whole byte. */
  private void goToByte() {
    in -= count >>> 3;
    bits = 0;
    count = 0;
  }
}
