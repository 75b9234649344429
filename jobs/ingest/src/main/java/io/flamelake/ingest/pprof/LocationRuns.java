package io.flamelake.ingest.pprof;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.flamelake.ingest.stacks.StackIds;
import java.util.Arrays;

/**
 * Finds the stack of a sample whose location ids are the very bytes of an earlier sample of the
 * same profile: heap profiles have a sample for each stack and size. It stops looking when a
 * profile has few of them.
 */
final class LocationRuns {

  private static final Hasher64 XXH3 = Hashing.xxh3_64();
  private static final int EMPTY = -1;
  private static final int TRIED = 64;
  private static final int WORTHWHILE = 6;

  private byte[] data;
  private int[] slots = new int[256];
  private int mask;
  private int slot;
  private boolean looking;
  private int looks;
  private int found;

  private int count;
  private long[] bounds = new long[64];
  private long[] ids = new long[64];
  private long[] fingerprints = new long[64];

  private long stackId;
  private long fingerprint;

  /** Starts with a profile of so many samples, in these bytes. */
  void reset(byte[] data, int samples) {
    this.data = data;
    int wanted = Integer.highestOneBit(Math.max(samples, 8)) << 2;
    if (slots.length < wanted) {
      slots = new int[wanted];
    }
    mask = wanted - 1;
    Arrays.fill(slots, 0, wanted, EMPTY);
    count = 0;
    looks = 0;
    found = 0;
    looking = samples > 1;
  }

  /** Whether the sample's stack is known; else it must be given to {@link #keep}. */
  boolean find(SampleReader sample) {
    slot = EMPTY;
    looking &= looks < TRIED || found * WORTHWHILE > looks;
    if (!looking || sample.ids != data) {
      return false;
    }
    looks++;
    int start = sample.idsStart;
    int end = sample.idsEnd;
    long hash = XXH3.hashBytesToLong(data, start, end - start);
    slot = (int) (hash ^ hash >>> 32) & mask;
    int run;
    while ((run = slots[slot]) != EMPTY) {
      int runStart = (int) (bounds[run] >>> 32);
      if (Arrays.equals(data, start, end, data, runStart, (int) bounds[run])) {
        found++;
        stackId = ids[run];
        fingerprint = fingerprints[run];
        return true;
      }
      slot = slot + 1 & mask;
    }
    return false;
  }

  /** Keeps the stack of the sample that was not found last. */
  void keep(SampleReader sample, StackIds hashed) {
    stackId = hashed.id();
    fingerprint = hashed.fingerprint();
    if (slot == EMPTY) {
      return;
    }
    if (count == bounds.length) {
      bounds = Arrays.copyOf(bounds, count * 2);
      ids = Arrays.copyOf(ids, count * 2);
      fingerprints = Arrays.copyOf(fingerprints, count * 2);
    }
    slots[slot] = count;
    bounds[count] = (long) sample.idsStart << 32 | sample.idsEnd;
    ids[count] = stackId;
    fingerprints[count] = fingerprint;
    count++;
  }

  long stackId() {
    return stackId;
  }

  long fingerprint() {
    return fingerprint;
  }

  long heldBytes() {
    return 4L * slots.length + 24L * bounds.length;
  }
}
