package io.flamelake.ingest.operators;

import io.flamelake.ingest.record.RawRecord;
import io.flamelake.ingest.record.Rejection;
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

  static RejectedRecord of(RawRecord record, Rejection rejection) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach((key, value) -> headers.put(key, new String(value, StandardCharsets.UTF_8)));
    return new RejectedRecord(
        record.timestampMillis(),
        rejection.reason().code(),
        rejection.message(),
        record.topic(),
        record.partition(),
        record.offset(),
        headers,
        rejection.payload() == null ? record.value() : rejection.payload());
  }
}
