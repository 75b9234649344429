package io.flamelake.compaction.maintenance;

import java.util.Locale;

/** How an action ended. */
public enum Outcome {
  DONE,
  /** Other commits were in the way; what was done of it before stays. */
  CONFLICT,
  /** Another compactor is at work on the table. */
  LOCKED,
  FAILED;

  /** As in the history. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
