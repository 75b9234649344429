package io.flamelake.ingest.decode;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** The content types that records may name. */
public final class ContentTypes {

  /** The header that has it. */
  public static final String HEADER = "content-type";

  /** pprof, gzip, zstd or plain. */
  public static final String PPROF = "application/x-pprof";

  /** Types that tell how bytes are packed, but not of what format they are. */
  private static final Set<String> TELLING_NOTHING =
      Set.of(
          "application/octet-stream", "application/gzip", "application/x-gzip", "application/zstd");

  private ContentTypes() {}

  /** The media type of a header in lower case, without parameters; null when it tells nothing. */
  static String mediaType(byte[] header) {
    return header == null ? null : mediaType(new String(header, StandardCharsets.UTF_8));
  }

  static String mediaType(String contentType) {
    if (contentType == null) {
      return null;
    }
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    String plain = type.strip().toLowerCase(Locale.ROOT);
    return plain.isEmpty() || TELLING_NOTHING.contains(plain) ? null : plain;
  }
}
