package io.flamelake.ingest.delta;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.flamelake.ingest.profile.SeriesProfile;
import java.nio.charset.StandardCharsets;

/**
 * Which snapshots of a series are compared with each other: those of one session whose profile
 * types are the same, names, units, period and order. State is found by this id, so it never
 * changes.
 *
 * <pre>
 * stream id = XXH3, 64 bits, seed 0, of: session id; number of sample types; then profile name,
 *             period type, period unit, and type and unit of each sample type, each as its UTF-8
 *             bytes followed by their number (4 bytes, little endian), a missing one as empty
 * </pre>
 */
public final class StreamIds {

  private StreamIds() {}

  /** The id of the stream that a profile belongs to. */
  public static long of(SeriesProfile profile) {
    HashStream64 hash = Hashing.xxh3_64().hashStream();
    hash.putLong(profile.sessionId());
    hash.putInt(profile.typeCount());
    put(hash, profile.profileName());
    put(hash, profile.periodType());
    put(hash, profile.periodUnit());
    for (int type = 0; type < profile.typeCount(); type++) {
      put(hash, profile.sampleTypes()[type]);
      put(hash, profile.sampleUnits()[type]);
    }
    return hash.getAsLong();
  }

  private static void put(HashStream64 hash, String text) {
    byte[] utf8 = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
    hash.putBytes(utf8);
    hash.putInt(utf8.length);
  }
}
