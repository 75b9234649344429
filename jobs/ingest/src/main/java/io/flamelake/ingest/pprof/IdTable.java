package io.flamelake.ingest.pprof;

import io.flamelake.stacks.LongIndex;
import java.util.Arrays;

/**
 * Finds the row of an entry by its id. Ids are any 64 bits; those counted from 1, as most producers
 * do, need no look-up at all, and dense ones a plain array. Of two entries with one id the last
 * counts.
 */
final class IdTable {

  static final int ABSENT = LongIndex.ABSENT;

  private static final int SPARSE_FACTOR = 4;
  private static final int ALWAYS_DENSE = 1024;

  private long[] ids = new long[256];
  private int count;
  private boolean counted;
  private long max;
  private int[] dense = new int[0];
  private int denseSize;
  private final LongIndex sparse = new LongIndex();

  void reset() {
    count = 0;
    counted = true;
    max = 0;
    denseSize = 0;
  }

  /** Adds an entry and returns its row. */
  int add(long id) {
    if (count == ids.length) {
      ids = Arrays.copyOf(ids, count * 2);
    }
    ids[count] = id;
    counted &= id == count + 1L;
    max = Long.compareUnsigned(id, max) > 0 ? id : max;
    return count++;
  }

  /** Must be called between the last entry and the first look-up. */
  void seal() {
    if (counted) {
      return;
    }
    if (max >= 0 && max <= (long) SPARSE_FACTOR * count + ALWAYS_DENSE) {
      denseSize = (int) max + 1;
      if (dense.length < denseSize) {
        dense = new int[denseSize];
      }
      Arrays.fill(dense, 0, denseSize, ABSENT);
      for (int row = 0; row < count; row++) {
        dense[(int) ids[row]] = row;
      }
    } else {
      sparse.reset();
      for (int row = 0; row < count; row++) {
        sparse.put(ids[row], row);
      }
    }
  }

  /** The row of an id, or {@link #ABSENT}. */
  int row(long id) {
    if (counted) {
      return id > 0 && id <= count ? (int) id - 1 : ABSENT;
    }
    if (denseSize > 0) {
      return id >= 0 && id < denseSize ? dense[(int) id] : ABSENT;
    }
    return sparse.get(id);
  }

  /** Whether the id of each row is the row and one. */
  boolean isCounted() {
    return counted;
  }

  long id(int row) {
    return ids[row];
  }

  int count() {
    return count;
  }

  long heldBytes() {
    return 8L * ids.length + 4L * dense.length + sparse.heldBytes();
  }
}
