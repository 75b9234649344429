package io.flamelake.compaction.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a process has just looked at and need not look at again at once. A new process looks at
 * everything.
 */
public final class Pauses {
  private final Map<String, Instant> begun = new ConcurrentHashMap<>();

  /** Whether something has not been looked at for so long. */
  public boolean isOver(String what, Instant now, Duration length) {
    Instant last = begun.get(what);
    return last == null || !now.isBefore(last.plus(length));
  }

  /** It has been looked at. */
  public void begin(String what, Instant now) {
    begun.put(what, now);
  }
}
