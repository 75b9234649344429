package io.flamelake.ingest.formats;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The content types that records may name. */
public final class ContentTypes {

  /** The header that has it. */
  public static final String HEADER = "content-type";

  /** pprof, gzip, zstd or plain. */
  public static final String PPROF = "application/x-pprof";

  /** Parca's WriteRawRequest. */
  public static final String PARCA = "application/x-protobuf; type=parca.WriteRawRequest";

  /** Pyroscope's PushRequest. */
  public static final String PYROSCOPE = "application/x-protobuf; type=pyroscope.PushRequest";

  /** An OTLP {@code ExportProfilesServiceRequest} in protobuf. */
  public static final String OTLP_PROTOBUF = "application/x-protobuf; type=otlp.profiles";

  /** The same in JSON. */
  public static final String OTLP_JSON = "application/json; type=otlp.profiles";

  /** Folded stacks. */
  public static final String FOLDED = "text/x-folded";

  /** JFR recordings. */
  public static final String JFR = "application/x-jfr";

  /** Other spellings. */
  private static final Map<String, String> ALSO =
      Map.of("application/x-folded", FOLDED, "application/jfr", JFR);

  /** Types that tell how bytes are packed, but not of what format they are. */
  private static final Set<String> TELLING_NOTHING =
      Set.of(
          "application/octet-stream", "application/gzip", "application/x-gzip", "application/zstd");

  /** Types of which only the parameter {@code type} tells what message it is. */
  private static final Set<String> TOLD_BY_PARAMETER =
      Set.of("application/x-protobuf", "application/protobuf", "application/json");

  private static final String PARAMETER = "type=";

  private ContentTypes() {}

  /** {@link #plain(String)} of a header; null without one. */
  static String plain(byte[] header) {
    return header == null ? null : plain(new String(header, StandardCharsets.UTF_8));
  }

  /**
   * A content type as this class spells it: the media type in lower case, and after it only the
   * parameter {@code type} of those that need it ({@code application/json; type=otlp.profiles}).
   *
   * @return null when it does not tell a format
   */
  static String plain(String contentType) {
    if (contentType == null) {
      return null;
    }
    String[] parts = contentType.split(";");
    String media = parts.length == 0 ? "" : parts[0].strip().toLowerCase(Locale.ROOT);
    if (media.isEmpty() || TELLING_NOTHING.contains(media)) {
      return null;
    }
    if (!TOLD_BY_PARAMETER.contains(media)) {
      return ALSO.getOrDefault(media, media);
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.toLowerCase(Locale.ROOT).startsWith(PARAMETER)) {
        String type = parameter.substring(PARAMETER.length()).replace("\"", "").strip();
        return (media.equals("application/protobuf") ? "application/x-protobuf" : media)
            + "; type="
            + type;
      }
    }
    return media;
  }
}
