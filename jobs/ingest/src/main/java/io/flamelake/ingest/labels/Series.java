package io.flamelake.ingest.labels;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The labels that tell one source of profiles from all others.
 *
 * @param id see {@link SeriesIds}
 * @param serviceName the label {@code service_name}
 * @param labels all labels, in the order of their names' UTF-8 bytes; never changes
 * @param serviceHash XXH3, seed 0, of the service name's UTF-8 bytes
 * @param bytes length of all names and values in UTF-8
 */
public record Series(
    long id, String serviceName, Map<String, String> labels, long serviceHash, int bytes) {

  /** The label that every series has. */
  public static final String SERVICE_NAME = "service_name";

  /** Its value where a producer tells none. */
  public static final String UNKNOWN_SERVICE = "unknown_service";

  /** Two strings and their place in a map, without what they say. */
  private static final int LABEL_BYTES = 128;

  /** Parts ids of series that were dropped from those of others. */
  private static final long DROPPED = 0x64726f7070656421L;

  /** The order of names by their UTF-8 bytes. */
  static final Comparator<String> BY_UTF8 = Comparator.comparing(Series::sortKey);

  /** A series of these labels; {@code service_name} is added when missing. */
  public static Series of(Map<String, String> labels) {
    TreeMap<String, String> sorted = new TreeMap<>(BY_UTF8);
    sorted.putAll(labels);
    sorted.putIfAbsent(SERVICE_NAME, UNKNOWN_SERVICE);
    String service = sorted.get(SERVICE_NAME);
    return new Series(
        SeriesIds.of(sorted),
        service,
        Collections.unmodifiableMap(sorted),
        Hashing.xxh3_64().hashBytesToLong(service.getBytes(StandardCharsets.UTF_8)),
        sorted.entrySet().stream().mapToInt(e -> utf8(e.getKey()) + utf8(e.getValue())).sum());
  }

  /** What stands for a series that a rule dropped; different ones have different ids. */
  static Series dropped(long labelsId) {
    return new Series(labelsId ^ DROPPED, "", Map.of(), 0, 0);
  }

  /** Whether a rule dropped it. */
  public boolean isDropped() {
    return labels.isEmpty();
  }

  /** Bytes that it takes in memory, about. */
  public int memoryBytes() {
    return bytes + LABEL_BYTES * labels.size();
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Strings of this order sort as their UTF-8 bytes do: one char per byte. */
  private static String sortKey(String name) {
    return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
