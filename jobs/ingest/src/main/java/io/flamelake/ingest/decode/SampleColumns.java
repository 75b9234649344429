package io.flamelake.ingest.decode;

import io.flamelake.ingest.profile.SampleTable;
import io.flamelake.ingest.stacks.Texts;

/** Rows of a table of samples as the columns of a profile, only of the types that are written. */
final class SampleColumns {

  private final SampleTable samples;
  private final Texts texts;
  private final KeptTypes types;

  SampleColumns(SampleTable samples, Texts texts, KeptTypes types) {
    this.samples = samples;
    this.texts = texts;
    this.types = types;
  }

  /** Whether all values of a row are zero. */
  boolean isZero(int row) {
    if (types.columns() == null) {
      return samples.isZero(row);
    }
    for (int column : types.columns()) {
      if (samples.value(row, column) != 0) {
        return false;
      }
    }
    return true;
  }

  /** How many values other than zero are left out. */
  long droppedValues() {
    long count = 0;
    for (int column : types.dropped()) {
      for (int row = 0; row < samples.count(); row++) {
        count += samples.value(row, column) == 0 ? 0 : 1;
      }
    }
    return count;
  }

  long[] stackIds(int[] rows) {
    long[] ids = new long[rows.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = samples.stackId(rows[i]);
    }
    return ids;
  }

  long[] values(int[] rows) {
    int count = types.types().size();
    long[] values = new long[rows.length * count];
    for (int t = 0; t < count; t++) {
      int column = types.columns() == null ? t : types.columns()[t];
      for (int i = 0; i < rows.length; i++) {
        values[t * rows.length + i] = samples.value(rows[i], column);
      }
    }
    return values;
  }

  String[] spans(int[] rows) {
    String[] spans = null;
    for (int i = 0; i < rows.length; i++) {
      int text = samples.span(rows[i]);
      if (text != Texts.NONE) {
        spans = spans == null ? new String[rows.length] : spans;
        spans[i] = texts.string(text);
      }
    }
    return spans;
  }

  String[] traces(int[] rows) {
    String[] traces = null;
    for (int i = 0; i < rows.length; i++) {
      int text = samples.trace(rows[i]);
      if (text != Texts.NONE) {
        traces = traces == null ? new String[rows.length] : traces;
        traces[i] = texts.string(text);
      }
    }
    return traces;
  }
}
