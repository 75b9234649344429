package io.flamelake.compaction.lock;

import java.time.Instant;

/** Another compactor is at work on the table. */
public final class LockedException extends RunEndedException {
  private static final long serialVersionUID = 1L;

  LockedException(String owner, Instant until) {
    super("%s holds the lock until %s".formatted(owner, until));
  }
}
