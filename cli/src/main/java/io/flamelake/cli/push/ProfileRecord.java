package io.flamelake.cli.push;

import java.util.Map;
import java.util.Objects;

/**
 * One record to send.
 *
 * @param source what the user calls it, for messages: a file
 * @param value the profile
 * @param headers the record's headers
 * @param timestampMillis the record's time, null for the moment of sending
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way; records are never compared
public record ProfileRecord(
    String source, byte[] value, Map<String, String> headers, Long timestampMillis) {
  public ProfileRecord {
    Objects.requireNonNull(value);
    headers = Map.copyOf(headers);
  }
}
