package io.flamelake.symbolize.operators;

import io.flamelake.symbolize.sources.IndexAnswer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long each build was waited for. However many stacks need a build whose source is slow, all of
 * them together wait only as long as one would: those that come later are not held up by it, nor do
 * they hold up others.
 */
final class Waits {
  private static final int REMEMBERED = 10_000;

  private final Map<String, Long> since =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  private final long longestNanos;

  Waits(long longestNanos) {
    this.longestNanos = longestNanos;
  }

  /** How much longer a build that is being loaded may be waited for, nanoseconds; 0: not at all. */
  long left(String buildId, long now) {
    Long begin = since.putIfAbsent(buildId, now);
    return begin == null ? longestNanos : Math.max(0, longestNanos - (now - begin));
  }

  /** Forgets the wait for a build, unless what came is only that it could not be loaded now. */
  void came(String buildId, IndexAnswer answer) {
    if (answer.isFound() || !answer.reason().isTransient()) {
      since.remove(buildId);
    }
  }

  /** Forgets the wait for a build of which there is news. */
  void forget(String buildId) {
    since.remove(buildId);
  }
}
