package io.flamelake.stacks.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.io.FileAppender;

/** A {@link ColumnFile} that Iceberg's writers give rows to, one by one. */
public abstract class ColumnAppender<R> implements FileAppender<R> {
  private final ColumnFile file;
  private boolean closed;

  protected ColumnAppender(ColumnFile file) {
    this.file = file;
  }

  /** Writes what a row is to the file; a row may become several of the file's, or none. */
  protected abstract void write(R row) throws IOException;

  /** Metrics that Iceberg does not take from the footer. */
  protected Stream<FieldMetrics<?>> fieldMetrics() {
    return Stream.empty();
  }

  @Override
  public final void add(R row) {
    try {
      write(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a file that is closed. */
  @Override
  public final Metrics metrics() {
    return file.metrics(fieldMetrics());
  }

  /** About how long it is, without what is not in a page yet; exactly, once it is closed. */
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
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try (file) {
        file.end();
      }
    }
  }
}
