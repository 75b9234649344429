package io.flamelake.ingest.labels;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;

/** How the label {@code __session_id__} becomes a number: XXH3, 64 bits, seed 0, of its UTF-8. */
public final class SessionIds {

  private SessionIds() {}

  /** The id of a session; {@link ProfileLabels#NO_SESSION} without one. */
  static long of(String session) {
    return session == null || session.isEmpty()
        ? ProfileLabels.NO_SESSION
        : Hashing.xxh3_64().hashBytesToLong(session.getBytes(StandardCharsets.UTF_8));
  }

  /** The id of what a session tells apart further by the labels that it was sent with. */
  public static long mixed(long session, long labelsId) {
    return Hashing.xxh3_64().hashStream().putLong(session).putLong(labelsId).getAsLong();
  }
}
