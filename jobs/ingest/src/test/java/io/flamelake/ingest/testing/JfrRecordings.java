package io.flamelake.ingest.testing;

import io.flamelake.stacks.record.RawRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/**
 * Recordings of one small program, which computes, allocates, waits for a monitor and parks: by JDK
 * 17's own recorder, and by async-profiler 4.1 ({@code event=ctimer,wall=50ms,alloc=200k,live,
 * lock=1ms}).
 */
public enum JfrRecordings {
  JDK17("jdk17", 1_795_307_662_000L),
  ASYNC_PROFILER("async-profiler", 1_795_307_839_000L);

  private final String file;
  private final long millis;

  JfrRecordings(String file, long millis) {
    this.file = file;
    this.millis = millis;
  }

  /** The recording, gzip. */
  public byte[] gzip() {
    try (InputStream in = open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public byte[] plain() {
    try (InputStream in = new GZIPInputStream(open())) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A record of these bytes, sent when the recording ended. */
  public RawRecord record(byte[] value) {
    RawRecord record = Records.at(Records.of(value), millis + 10_000);
    return Records.withHeader(record, "content-type", "application/x-jfr");
  }

  private InputStream open() {
    return JfrRecordings.class.getResourceAsStream("/jfr/" + file + ".jfr.gz");
  }
}
