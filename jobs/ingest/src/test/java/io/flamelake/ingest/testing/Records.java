package io.flamelake.ingest.testing;

import com.github.luben.zstd.Zstd;
import io.flamelake.ingest.testing.proto.Profile;
import io.flamelake.stacks.record.RawRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Kafka records for tests. */
public final class Records {

  /** When the records of tests were sent: 2026-11-20T12:00:00Z. */
  public static final long TIMESTAMP_MILLIS = 1_795_176_000_000L;

  /** A time that profiles may have. */
  public static final long TIME_NANOS = TIMESTAMP_MILLIS * 1_000_000 - 10_000_000_123L;

  private Records() {}

  public static RawRecord of(byte[] value) {
    return new RawRecord("profiles", 3, 42, TIMESTAMP_MILLIS, new HashMap<>(), value);
  }

  public static RawRecord of(Profile profile) {
    return of(profile.toByteArray());
  }

  public static RawRecord withLabels(RawRecord record, String labels) {
    return withHeader(record, "labels", labels);
  }

  public static RawRecord withHeader(RawRecord record, String name, String value) {
    return withHeader(record, name, value.getBytes(StandardCharsets.UTF_8));
  }

  public static RawRecord withHeader(RawRecord record, String name, byte[] value) {
    Map<String, byte[]> headers = new HashMap<>(record.headers());
    headers.put(name, value);
    return new RawRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestampMillis(),
        headers,
        record.value());
  }

  /** The same record at another Kafka timestamp. */
  public static RawRecord at(RawRecord record, long timestampMillis) {
    return new RawRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        timestampMillis,
        record.headers(),
        record.value());
  }

  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  public static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static byte[] zstd(byte[] content) {
    return Zstd.compress(content);
  }
}
