package io.flamelake.stacks.record;

import java.util.Map;

/**
 * A Kafka record as it came, before anything was looked at.
 *
 * @param timestampMillis the record's Kafka timestamp, milliseconds since 1970-01-01 UTC
 * @param headers header values as bytes; of a key that stands twice the last value counts, as with
 *     Kafka's own {@code lastHeader}
 * @param value may be empty or null
 */
public record RawRecord(
    String topic,
    int partition,
    long offset,
    long timestampMillis,
    Map<String, byte[]> headers,
    byte[] value) {}
