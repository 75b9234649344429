package io.flamelake.stacks.rows;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A record, or a part of one, that was not used: a row of the table {@code rejects}. */
public record RejectedRecord(
    long timestampMillis,
    String reason,
    String message,
    String topic,
    int partition,
    long offset,
    Map<String, String> headers,
    byte[] payload) {

  /** Headers as the table has them: what is not UTF-8 is mended. */
  public static Map<String, String> texts(Map<String, byte[]> headers) {
    Map<String, String> texts = new HashMap<>();
    headers.forEach((key, value) -> texts.put(key, new String(value, StandardCharsets.UTF_8)));
    return texts;
  }
}
