package io.flamelake.ingest.decode;

import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.record.Rejection;
import java.util.Arrays;

/** What was wrong with parts of a profile: told in counts, and the first of each kind in words. */
public final class Problems {

  private final long[] repairs = new long[Repair.values().length];
  private final long[] counts = new long[Reason.values().length];
  private final String[] first = new String[Reason.values().length];

  public void reset() {
    Arrays.fill(repairs, 0);
    Arrays.fill(counts, 0);
    Arrays.fill(first, null);
  }

  public void repaired(Repair repair, long count) {
    repairs[repair.ordinal()] += count;
  }

  /** Whether the next of this reason is the first, whose words are wanted. */
  public boolean isFirst(Reason reason) {
    return counts[reason.ordinal()] == 0;
  }

  /** Counts a bad part. */
  public void part(Reason reason) {
    counts[reason.ordinal()]++;
  }

  /** Counts the first bad part of a reason, with its words. */
  public void part(Reason reason, String message) {
    counts[reason.ordinal()]++;
    if (first[reason.ordinal()] == null) {
      first[reason.ordinal()] = message;
    }
  }

  /** Counts bad parts, with words for the first of them. */
  public void parts(Reason reason, long count, String message) {
    part(reason, message);
    counts[reason.ordinal()] += count - 1;
  }

  public void tell(ProfileOutput output) {
    for (Reason reason : Reason.values()) {
      long count = counts[reason.ordinal()];
      if (count > 0) {
        String more = count == 1 ? "" : " (the first of " + count + " such parts of this profile)";
        output.reject(new Rejection(reason, first[reason.ordinal()] + more));
      }
    }
    for (Repair repair : Repair.values()) {
      if (repairs[repair.ordinal()] > 0) {
        output.repaired(repair, repairs[repair.ordinal()]);
      }
    }
  }
}
