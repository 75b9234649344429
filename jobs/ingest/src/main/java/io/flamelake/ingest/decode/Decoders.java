package io.flamelake.ingest.decode;

import io.flamelake.ingest.pprof.PprofDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Chooses the decoder of a record: by its header {@code content-type}, else by the content type
 * configured for its topic or for all, else by its first bytes: those of gzip, zstd or a plain
 * pprof message are pprof.
 */
public final class Decoders implements ProfileDecoder {

  private static final byte[] PPROF_BYTES = ContentTypes.PPROF.getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_PPROF_FIELD = 15;

  private final DecoderOptions options;
  private final ProfileDecoder pprof;

  public Decoders(DecoderOptions options) {
    this.options = options;
    this.pprof = new PprofDecoder(options);
  }

  @Override
  public void decode(RawRecord record, ProfileOutput output) {
    byte[] header = record.headers().get(ContentTypes.HEADER);
    if (Arrays.equals(header, PPROF_BYTES)) {
      pprof.decode(record, output);
      return;
    }
    String told = ContentTypes.mediaType(header);
    String type =
        told == null ? ContentTypes.mediaType(options.contentTypeOf(record.topic())) : told;
    if (ContentTypes.PPROF.equals(type)) {
      pprof.decode(record, output);
    } else if (type != null) {
      output.reject(unsupported("the content type " + BadRecord.quote(type) + " is not known"));
    } else if (record.value() == null || record.value().length == 0 || looksLike(record.value())) {
      pprof.decode(record, output);
    } else {
      output.reject(
          unsupported("the record has no header content-type, and its bytes are not pprof's"));
    }
  }

  private static Rejection unsupported(String what) {
    return new Rejection(
        Reason.UNSUPPORTED_FORMAT,
        what + "; send pprof with the header content-type=" + ContentTypes.PPROF);
  }

  /** Whether these may be the first bytes of a profile: gzip's, zstd's, or the tag of a field. */
  private static boolean looksLike(byte[] value) {
    int field = (value[0] & 0xff) >>> 3;
    boolean isTag = field >= 1 && field <= MAX_PPROF_FIELD && isWireType(value[0] & 7, field);
    return isTag || Uncompressor.isGzip(value) || Uncompressor.isZstd(value);
  }

  /** Numbers are varints, or bytes when packed; the rest is bytes. */
  private static boolean isWireType(int wireType, int field) {
    boolean isNumber = field >= 7 && field <= 10 || field >= 12 && field <= 14;
    return wireType == 2 || wireType == 0 && isNumber;
  }
}
