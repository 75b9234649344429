package io.flamelake.stacks.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.BytesInput;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.Encoding;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.PageWriter;
import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.Statistics;

/**
 * A column of truths, of which some may be absent: a bit for each that is there, low bits first.
 * Source: Apache Parquet format, Encodings, "Plain".
 */
public final class BooleanColumn extends Column {
  private static final byte FALSE = 0;
  private static final byte TRUE = 1;
  private static final byte ABSENT = 2;

  private byte[] rows = new byte[0];
  private byte[] bits = new byte[0];

  BooleanColumn(ColumnDescriptor descriptor, ParquetOptions options, Scratch scratch) {
    super(descriptor, options, scratch);
  }

  /** Sets the truth of a row. */
  public void set(int row, boolean value) {
    rows[row] = value ? TRUE : FALSE;
  }

  /** Leaves a row without one. */
  public void setAbsent(int row) {
    rows[row] = ABSENT;
  }

  @Override
  boolean isAbsent(int row) {
    return rows[row] == ABSENT;
  }

  @Override
  void reserve(int count) {
    rows = Arrays.copyOf(rows, count);
  }

  @Override
  void writePage(int count) throws IOException {
    int levels = levels(count);
    int needed = count / Byte.SIZE + 1;
    if (bits.length < needed) {
      bits = new byte[needed];
    }
    Arrays.fill(bits, 0, needed, (byte) 0);
    int values = 0;
    int truths = 0;
    for (int i = 0; i < count; i++) {
      byte value = rows[i];
      if (value != ABSENT) {
        bits[values >>> 3] |= (byte) (value << (values & 7));
        truths += value;
        values++;
      }
    }
    Statistics<?> statistics = statistics();
    statistics.incrementNumNulls(count - values);
    if (truths > 0) {
      statistics.updateStats(true);
    }
    if (truths < values) {
      statistics.updateStats(false);
    }
    int bytes = (values + Byte.SIZE - 1) / Byte.SIZE;
    write(
        new PageFacts(count, count - values, 0),
        Encoding.PLAIN,
        BytesInput.from(bits, 0, bytes),
        statistics,
        levels);
  }

  @Override
  void writeDictionary(PageWriter writer) {
    // There is none of two values.
  }

  @Override
  void clear() {
    // Nothing is kept.
  }

  @Override
  long heldBytes() {
    return rows.length + (long) bits.length;
  }
}
