package io.flamelake.ingest.files;

import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.stacks.parquet.ColumnFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.io.FileAppender;

/** A file of rows that are made from profiles. */
abstract class ProfileRowsFile implements FileAppender<SeriesProfile> {
  private static final int NANOS_PER_MICRO = 1_000;

  private final ColumnFile file;
  private boolean closed;

  ProfileRowsFile(ColumnFile file) {
    this.file = file;
  }

  /** Time in microseconds since 1970, cut towards the past. */
  static long micros(SeriesProfile profile) {
    return Math.floorDiv(profile.timeNanos(), NANOS_PER_MICRO);
  }

  /** Writes all rows of a profile. */
  abstract void write(SeriesProfile profile) throws IOException;

  /** Metrics that Iceberg does not take from the footer. */
  Stream<FieldMetrics<?>> fieldMetrics() {
    return Stream.empty();
  }

  @Override
  public final void add(SeriesProfile profile) {
    try {
      write(profile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final Metrics metrics() {
    return file.metrics(fieldMetrics());
  }

  @Override
  public final long length() {
    try {
      return file.length();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final List<Long> splitOffsets() {
    return file.splitOffsets();
  }

  @Override
  public final void close() throws IOException {
    if (!closed) {
      closed = true;
      try (file) {
        file.end();
      }
    }
  }
}
