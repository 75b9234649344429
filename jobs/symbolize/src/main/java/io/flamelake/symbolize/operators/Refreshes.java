package io.flamelake.symbolize.operators;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which news of builds were heeded, so that each of them is once. */
final class Refreshes {
  private static final int REMEMBERED = 1000;

  private final Map<String, Long> latest =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Whether this is news; it is none from now on. */
  boolean isDue(String buildId, long at) {
    Long known = latest.get(buildId);
    if (known != null && known >= at) {
      return false;
    }
    latest.put(buildId, at);
    return true;
  }
}
