package io.flamelake.ingest.formats;

import io.flamelake.ingest.compression.GzipStart;
import io.flamelake.ingest.compression.Uncompressor;
import io.flamelake.ingest.jfr.JfrDecoder;
import io.flamelake.ingest.pprof.LegacyFormats;

/**
 * Guesses the format of values, which are not empty, that nothing else tells. An instance belongs
 * to one thread.
 */
final class FirstBytes {

  private static final int MAX_PPROF_FIELD = 15;
  private static final int PEEKED = 4;

  private final GzipStart gzip = new GzipStart();
  private final byte[] first = new byte[PEEKED];

  /** Whether a value, plain or gzip, starts like a JFR recording. */
  boolean areJfr(byte[] value) {
    return Uncompressor.isGzip(value)
        ? JfrDecoder.isRecording(first, gzip.read(value, first))
        : JfrDecoder.isRecording(value, value.length);
  }

  /**
   * Whether these may be the first bytes of a pprof message: gzip's, zstd's, the tag of a field, or
   * those of an old format, which the decoder tells by name.
   */
  static boolean mayBePprof(byte[] value) {
    int field = (value[0] & 0xff) >>> 3;
    boolean isTag = field >= 1 && field <= MAX_PPROF_FIELD && isWireType(value[0] & 7, field);
    return isTag
        || Uncompressor.isGzip(value)
        || Uncompressor.isZstd(value)
        || LegacyFormats.isLegacy(value, value.length);
  }

  /** Numbers are varints, or bytes when packed; the rest is bytes. */
  private static boolean isWireType(int wireType, int field) {
    boolean isNumber = field >= 7 && field <= 10 || field >= 12 && field <= 14;
    return wireType == 2 || wireType == 0 && isNumber;
  }
}
