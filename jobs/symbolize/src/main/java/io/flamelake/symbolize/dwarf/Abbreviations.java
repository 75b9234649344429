package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The table of abbreviations of some units (7.5.3), made ready for one encoding: each abbreviation
 * is a list of steps that pass over what is not read as far as its size is known.
 */
final class Abbreviations {
  /** The steps are ended. */
  static final int END = 0;

  /** Passes over a number of bytes: the next int. */
  static final int SKIP = 1;

  static final int SKIP_LEB = 2;
  static final int SKIP_TEXT = 3;

  /** Passes over a value of a form: the next int. */
  static final int SKIP_FORM = 4;

  /** Keeps a value: slot and form are the next ints. */
  static final int KEEP = 5;

  /** Keeps a number: slot, form and its size in bytes are the next ints. */
  static final int KEEP_NUMBER = 7;

  /** Keeps an unsigned LEB128: slot and form are the next ints. */
  static final int KEEP_LEB = 8;

  /** Keeps a constant of the abbreviation: slot and index of the constant are the next ints. */
  static final int KEEP_CONSTANT = 6;

  private static final long MAX_DENSE = 1 << 16;

  private final Tag[] tags;
  private final boolean[] children;
  private final boolean[] linked;
  private final int[] fixedSizes;
  private final int[] starts;
  private final int[] steps;
  private final long[] constants;
  private final int[] byCode;
  private final long[] sparseCodes;
  private final int[] sparse;

  Abbreviations(AbbreviationBuilder from) {
    tags = from.tags.toArray(new Tag[0]);
    int count = tags.length;
    children = new boolean[count];
    linked = new boolean[count];
    for (int i = 0; i < count; i++) {
      children[i] = from.children.get(i);
      linked[i] = from.linked.get(i);
    }
    fixedSizes = from.fixedSizes.toArray();
    starts = from.starts.toArray();
    steps = from.steps.toArray();
    constants = from.constants.toArray();
    long[] codes = from.codes.toArray();
    byCode = dense(codes);
    int[] order = beyond(codes, byCode.length);
    sparseCodes = new long[order.length];
    sparse = order;
    for (int i = 0; i < order.length; i++) {
      sparseCodes[i] = codes[order[i]];
    }
  }

  private static int[] dense(long[] codes) {
    long limit = Math.max(MAX_DENSE, 4L * codes.length);
    long max = 0;
    for (long code : codes) {
      max = code > max && code < limit ? code : max;
    }
    int[] table = new int[(int) max + 1];
    Arrays.fill(table, -1);
    for (int i = codes.length - 1; i >= 0; i--) {
      if (codes[i] >= 0 && codes[i] <= max) {
        table[(int) codes[i]] = i;
      }
    }
    return table;
  }

  /** The indexes of the codes that are not in the dense table, by code. */
  private static int[] beyond(long[] codes, int limit) {
    return IntStream.range(0, codes.length)
        .filter(i -> codes[i] < 0 || codes[i] >= limit)
        .boxed()
        .sorted((a, b) -> Long.compare(codes[a], codes[b]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The index of the abbreviation of a code. */
  int index(long code) throws MalformedFileException {
    if (code >= 0 && code < byCode.length) {
      int index = byCode[(int) code];
      if (index >= 0) {
        return index;
      }
    } else {
      int found = Arrays.binarySearch(sparseCodes, code);
      if (found >= 0) {
        return sparse[found];
      }
    }
    throw new MalformedFileException(
        "an entry has the abbreviation %s, which is not in its table"
            .formatted(Long.toUnsignedString(code)));
  }

  int count() {
    return tags.length;
  }

  Tag tag(int index) {
    return tags[index];
  }

  boolean hasChildren(int index) {
    return children[index];
  }

  /** Whether entries have a linkage name. */
  boolean linked(int index) {
    return linked[index];
  }

  /** The size of entries of which nothing is kept, or {@link Form#VARIABLE}. */
  int fixedSize(int index) {
    return fixedSizes[index];
  }

  /** Where the steps begin. */
  int start(int index) {
    return starts[index];
  }

  /** The steps of all abbreviations. */
  int[] steps() {
    return steps;
  }

  long constant(int index) {
    return constants[index];
  }
}
