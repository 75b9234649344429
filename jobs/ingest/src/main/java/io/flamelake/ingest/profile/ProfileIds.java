package io.flamelake.ingest.profile;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How profiles get their ids: the same content sent twice has the same id. Nothing of this may ever
 * change. All hashes have seed 0; numbers are 8 bytes, little endian.
 *
 * <pre>
 * content    = XXH3, 128 bits, of the uncompressed message
 * part       = XXH3, 128 bits, of: high half of content, low half of content, place in the message
 *              from 0 on; stands for the content of a profile where a message has several
 * profile id = XXH3, 128 bits, of: high half of content, low half of content, series id,
 *              XXH3 (64 bits) of the profile name's UTF-8 bytes, time in nanoseconds
 * </pre>
 *
 * The time is the one that the profile is stored with.
 */
public final class ProfileIds {

  private ProfileIds() {}

  /** The hash of an uncompressed message. */
  public static HashValue128 content(byte[] data, int offset, int length) {
    return Hashing.xxh3_128().hashBytesTo128Bits(data, offset, length);
  }

  /** The hash of one of several profiles of a message, whose own hash is {@code content}. */
  public static HashValue128 part(HashValue128 content, int place) {
    ByteBuffer parts = ByteBuffer.allocate(3 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    parts.putLong(content.getMostSignificantBits());
    parts.putLong(content.getLeastSignificantBits());
    parts.putLong(place);
    return Hashing.xxh3_128().hashBytesTo128Bits(parts.array());
  }

  /** The id of one series' part of a message. */
  public static HashValue128 of(
      HashValue128 content, long seriesId, String profileName, long timeNanos) {
    ByteBuffer parts = ByteBuffer.allocate(5 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    parts.putLong(content.getMostSignificantBits());
    parts.putLong(content.getLeastSignificantBits());
    parts.putLong(seriesId);
    parts.putLong(Hashing.xxh3_64().hashBytesToLong(profileName.getBytes(StandardCharsets.UTF_8)));
    parts.putLong(timeNanos);
    return Hashing.xxh3_128().hashBytesTo128Bits(parts.array());
  }
}
