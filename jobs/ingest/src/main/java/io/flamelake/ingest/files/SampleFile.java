package io.flamelake.ingest.files;

import io.flamelake.catalog.SamplesTable;
import io.flamelake.ingest.parquet.ColumnFile;
import io.flamelake.ingest.parquet.LongColumn;
import io.flamelake.ingest.parquet.TextColumn;
import io.flamelake.ingest.profile.SeriesProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.io.FileAppender;

/**
 * A file of {@code samples}: what is the same in all rows of a profile is looked up once for it.
 */
final class SampleFile implements FileAppender<ProfileType> {
  private static final int NANOS_PER_MICRO = 1_000;

  private final ColumnFile file;
  private LongColumn time;
  private TextColumn serviceName;
  private TextColumn profileType;
  private LongColumn seriesId;
  private LongColumn stackId;
  private LongColumn value;
  private TextColumn spanId;
  private TextColumn traceId;
  private boolean closed;

  SampleFile(ColumnFile file, SampleColumns columns) {
    this.file = file;
    for (int position = 0; position < columns.count(); position++) {
      switch (columns.column(position)) {
        case SamplesTable.TIME -> time = file.longs(position);
        case SamplesTable.SERVICE_NAME -> serviceName = file.texts(position);
        case SamplesTable.PROFILE_TYPE -> profileType = file.texts(position);
        case SamplesTable.SERIES_ID -> seriesId = file.longs(position);
        case SamplesTable.STACK_ID -> stackId = file.longs(position);
        case SamplesTable.VALUE -> value = file.longs(position);
        case SamplesTable.SPAN_ID -> spanId = file.texts(position);
        case SamplesTable.TRACE_ID -> traceId = file.texts(position);
        default -> file.absent(position);
      }
    }
    file.start();
  }

  /** Time in microseconds since 1970, cut towards the past. */
  static long micros(SeriesProfile profile) {
    return Math.floorDiv(profile.timeNanos(), NANOS_PER_MICRO);
  }

  /** Writes all values of one type that are not 0. */
  @Override
  public void add(ProfileType rows) {
    try {
      SeriesProfile profile = rows.profile();
      int stack = 0;
      while (stack < profile.stackCount()) {
        int taken = file.room(profile.stackCount() - stack);
        int written = values(profile, rows.type(), stack, taken);
        if (written > 0) {
          describe(rows, written);
          file.add(written);
        }
        stack += taken;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Metrics metrics() {
    return file.metrics();
  }

  @Override
  public long length() {
    try {
      return file.length();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Long> splitOffsets() {
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

  /** Puts stacks, values and spans behind the rows that are there, and tells how many. */
  private int values(SeriesProfile profile, int type, int from, int count) {
    long[] ids = profile.stackIds();
    long[] values = profile.values();
    long[] idRows = stackId.rows();
    long[] valueRows = value.rows();
    int start = file.position();
    int row = start;
    int firstValue = type * profile.stackCount();
    for (int stack = from; stack < from + count; stack++) {
      long newValue = values[firstValue + stack];
      idRows[row] = ids[stack];
      valueRows[row] = newValue;
      row += newValue == 0 ? 0 : 1;
    }
    if (profile.spanIds() != null) {
      texts(spanId, profile.spanIds(), profile, type, from, count);
    }
    if (profile.traceIds() != null) {
      texts(traceId, profile.traceIds(), profile, type, from, count);
    }
    return row - start;
  }

  /** Samples of one span follow one another, so the text is often the same object. */
  @SuppressWarnings("ReferenceEquality")
  private void texts(
      TextColumn column, String[] texts, SeriesProfile profile, int type, int from, int count) {
    int[] rows = column.rows();
    int row = file.position();
    String last = null;
    int number = TextColumn.ABSENT;
    for (int stack = from; stack < from + count; stack++) {
      if (profile.value(type, stack) != 0) {
        if (texts[stack] != last) {
          last = texts[stack];
          number = column.number(last);
        }
        rows[row++] = number;
      }
    }
  }

  private void describe(ProfileType rows, int count) {
    SeriesProfile profile = rows.profile();
    int from = file.position();
    int to = from + count;
    time.fill(from, to, micros(profile));
    serviceName.fill(from, to, serviceName.number(profile.serviceName()));
    profileType.fill(from, to, profileType.number(profile.profileType(rows.type())));
    seriesId.fill(from, to, profile.seriesId());
    if (profile.spanIds() == null) {
      spanId.fill(from, to, TextColumn.ABSENT);
    }
    if (profile.traceIds() == null) {
      traceId.fill(from, to, TextColumn.ABSENT);
    }
  }
}
