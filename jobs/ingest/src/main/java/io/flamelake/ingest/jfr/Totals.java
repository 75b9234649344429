package io.flamelake.ingest.jfr;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.flamelake.ingest.profile.SaturatedMath;
import io.flamelake.stacks.LongIndex;
import java.util.Arrays;

/** The sums of one kind of events of a chunk by stack trace: how many, and how much. */
final class Totals {

  private static final Hasher64 XXH3 = Hashing.xxh3_64();

  private final LongIndex rowByStack = new LongIndex();
  private long[] stacks = new long[64];
  private long[] counts = new long[64];
  private long[] amounts = new long[64];
  private int size;

  void add(long stack, long count, long amount) {
    // A producer chooses the ids, so they must not choose where they fall.
    long key = XXH3.hashLongLongToLong(stack, 0);
    int row = rowByStack.get(key);
    if (row == LongIndex.ABSENT) {
      row = size++;
      rowByStack.put(key, row);
      if (row == stacks.length) {
        stacks = Arrays.copyOf(stacks, row * 2);
        counts = Arrays.copyOf(counts, row * 2);
        amounts = Arrays.copyOf(amounts, row * 2);
      }
      stacks[row] = stack;
    }
    counts[row] = SaturatedMath.add(counts[row], count);
    amounts[row] = SaturatedMath.add(amounts[row], amount);
  }

  int size() {
    return size;
  }

  long stack(int row) {
    return stacks[row];
  }

  long count(int row) {
    return counts[row];
  }

  long amount(int row) {
    return amounts[row];
  }
}
