package io.flamelake.ingest.files;

import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.Temporality;
import io.flamelake.stacks.parquet.ColumnFile;
import io.flamelake.stacks.parquet.NumberColumn;
import io.flamelake.stacks.parquet.TextColumn;
import java.io.IOException;

/**
 * A file of {@code samples}: what is the same in all rows of a profile's type is looked up once for
 * them.
 */
final class SamplesFile extends ProfileRowsFile {
  private final ColumnFile file;
  private NumberColumn time;
  private TextColumn serviceName;
  private TextColumn profileType;
  private NumberColumn seriesId;
  private NumberColumn stackId;
  private NumberColumn value;
  private TextColumn spanId;
  private TextColumn traceId;

  SamplesFile(ColumnFile file, TableColumns columns) {
    super(file);
    this.file = file;
    for (int position = 0; position < columns.count(); position++) {
      switch (columns.name(position)) {
        case "time" -> time = file.numbers(position);
        case "service_name" -> serviceName = file.texts(position);
        case "profile_type" -> profileType = file.texts(position);
        case "series_id" -> seriesId = file.numbers(position);
        case "stack_id" -> stackId = file.numbers(position);
        case "value" -> value = file.numbers(position);
        case "span_id" -> spanId = file.texts(position);
        case "trace_id" -> traceId = file.texts(position);
        default -> file.absent(position);
      }
    }
    file.start();
  }

  @Override
  protected void write(SeriesProfile profile) throws IOException {
    for (int type = 0; type < profile.typeCount(); type++) {
      if (profile.temporality(type) != Temporality.BASELINE) {
        write(profile, type);
      }
    }
  }

  private void write(SeriesProfile profile, int type) throws IOException {
    String typeText = profile.profileType(type);
    int stack = 0;
    while (stack < profile.stackCount()) {
      int taken = file.room(profile.stackCount() - stack);
      int written = values(profile, type, stack, taken);
      if (written > 0) {
        describe(profile, typeText, written);
        file.add(written);
      }
      stack += taken;
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

  private void describe(SeriesProfile profile, String type, int count) {
    int from = file.position();
    int to = from + count;
    time.fill(from, to, micros(profile));
    serviceName.fill(from, to, serviceName.number(profile.serviceName()));
    profileType.fill(from, to, profileType.number(type));
    seriesId.fill(from, to, profile.seriesId());
    if (profile.spanIds() == null) {
      spanId.fill(from, to, TextColumn.ABSENT);
    }
    if (profile.traceIds() == null) {
      traceId.fill(from, to, TextColumn.ABSENT);
    }
  }
}
