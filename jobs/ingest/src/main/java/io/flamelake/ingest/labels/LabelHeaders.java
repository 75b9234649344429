package io.flamelake.ingest.labels;

import com.dynatrace.hash4j.hashing.Hashing;
import io.flamelake.ingest.decode.BadRecord;
import io.flamelake.ingest.decode.Limits;
import io.flamelake.ingest.decode.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the header {@code labels} of records, keeping lately read ones: a producer sends the same
 * bytes with every profile.
 */
public final class LabelHeaders {

  /** The header that has the labels. */
  public static final String HEADER = "labels";

  private static final int KEPT = 512;
  private static final int KEPT_BYTES = 4096;
  private static final byte[] NONE = new byte[0];
  private static final String STEERING = "__";

  private final Limits limits;
  private final byte[][] keptBytes = new byte[KEPT][];
  private final ProfileLabels[] kept = new ProfileLabels[KEPT];

  public LabelHeaders(Limits limits) {
    this.limits = limits;
  }

  /**
   * What a header says.
   *
   * @param header may be null: no labels
   * @throws BadRecord when it is no label set, or goes beyond a limit
   */
  public ProfileLabels read(byte[] header) {
    byte[] bytes = header == null ? NONE : header;
    int slot = (int) Hashing.xxh3_64().hashBytesToLong(bytes) & KEPT - 1;
    if (kept[slot] != null && Arrays.equals(keptBytes[slot], bytes)) {
      return kept[slot];
    }
    ProfileLabels read = parse(bytes);
    if (bytes.length <= KEPT_BYTES) {
      keptBytes[slot] = bytes.clone();
      kept[slot] = read;
    }
    return read;
  }

  private ProfileLabels parse(byte[] bytes) {
    Map<String, String> all = LabelParser.parse(bytes);
    Map<String, String> stored = new TreeMap<>();
    all.forEach(
        (name, value) -> {
          checkLengths(name, value);
          if (!name.startsWith(STEERING) && !value.isEmpty()) {
            stored.put(name, value);
          }
        });
    stored.putIfAbsent(Series.SERVICE_NAME, Series.UNKNOWN_SERVICE);
    if (stored.size() > limits.labels()) {
      throw new BadRecord(
          Reason.MAX_LABEL_NAMES_PER_SERIES,
          "the header `labels` has "
              + stored.size()
              + " labels, "
              + limits.labels()
              + " are allowed; leave some out or raise the limit");
    }
    String name = all.getOrDefault("__name__", "");
    return new ProfileLabels(
        Series.of(stored),
        name.isEmpty() ? null : name,
        "false".equals(all.get("__delta__")),
        SessionIds.of(all.get("__session_id__")));
  }

  private void checkLengths(String name, String value) {
    if (utf8Length(name) > limits.labelNameBytes()) {
      throw new BadRecord(
          Reason.LABEL_NAME_TOO_LONG,
          "the label name "
              + BadRecord.quote(name)
              + " has "
              + utf8Length(name)
              + " bytes, "
              + limits.labelNameBytes()
              + " are allowed");
    }
    if (utf8Length(value) > limits.labelValueBytes()) {
      throw new BadRecord(
          Reason.LABEL_VALUE_TOO_LONG,
          "the value of the label "
              + BadRecord.quote(name)
              + " has "
              + utf8Length(value)
              + " bytes, "
              + limits.labelValueBytes()
              + " are allowed");
    }
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
