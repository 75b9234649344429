package io.flamelake.ingest.labels;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.flamelake.ingest.record.BadRecord;
import java.util.Arrays;

/**
 * Keeps lately read labels by the bytes that they were read from: a producer sends the same bytes
 * with every profile.
 */
public final class LabelCache {

  private static final Hasher64 XXH3 = Hashing.xxh3_64();
  private static final int KEPT = 512;
  private static final int KEPT_BYTES = 4096;

  private final byte[][] keptBytes = new byte[KEPT][];
  private final ProfileLabels[] kept = new ProfileLabels[KEPT];

  /** Reads labels of bytes. */
  @FunctionalInterface
  public interface Reader {

    /**
     * @throws BadRecord when the bytes are no labels, or go beyond a limit
     */
    ProfileLabels read(byte[] data, int start, int end);
  }

  /** The labels of these bytes, read by {@code reader} unless they are kept. */
  public ProfileLabels get(byte[] data, int start, int end, Reader reader) {
    int slot = (int) XXH3.hashBytesToLong(data, start, end - start) & KEPT - 1;
    byte[] known = keptBytes[slot];
    if (known != null && Arrays.equals(known, 0, known.length, data, start, end)) {
      return kept[slot];
    }
    ProfileLabels read = reader.read(data, start, end);
    if (end - start <= KEPT_BYTES) {
      keptBytes[slot] = Arrays.copyOfRange(data, start, end);
      kept[slot] = read;
    }
    return read;
  }
}
