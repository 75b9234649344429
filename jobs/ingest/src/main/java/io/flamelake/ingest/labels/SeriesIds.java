package io.flamelake.ingest.labels;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * How series get their ids. Stored ids are compared across versions, so nothing of this may ever
 * change. The id is XXH3, 64 bits, seed 0, of all labels with {@code service_name} and without
 * those whose name starts with {@code __}, in the order of the names' UTF-8 bytes, each as
 *
 * <pre>
 * length of the name in bytes (4 bytes, little endian), the name in UTF-8,
 * length of the value in bytes (4 bytes, little endian), the value in UTF-8
 * </pre>
 */
public final class SeriesIds {

  private SeriesIds() {}

  /** The id of labels that are already in order. */
  static long of(Map<String, String> sorted) {
    HashStream64 stream = Hashing.xxh3_64().hashStream();
    sorted.forEach(
        (name, value) -> {
          put(stream, name);
          put(stream, value);
        });
    return stream.getAsLong();
  }

  private static void put(HashStream64 stream, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    stream.putInt(utf8.length).putBytes(utf8);
  }
}
