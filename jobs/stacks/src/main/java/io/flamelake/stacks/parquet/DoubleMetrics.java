package io.flamelake.stacks.parquet;

import org.apache.iceberg.DoubleFieldMetrics;
import org.apache.iceberg.FieldMetrics;

/** What Iceberg wants to know of a column of doubles, which footers do not tell: its NaNs. */
public final class DoubleMetrics {
  private final DoubleFieldMetrics.Builder present;
  private long absent;

  /**
   * @param fieldId of the column in the table's schema
   */
  public DoubleMetrics(int fieldId) {
    present = new DoubleFieldMetrics.Builder(fieldId);
  }

  public void add(double value) {
    present.addValue(value);
  }

  public void addAbsent() {
    absent++;
  }

  /** Of all rows so far. */
  public FieldMetrics<?> get() {
    DoubleFieldMetrics metrics = present.build();
    return new FieldMetrics<>(
        metrics.id(),
        metrics.valueCount() + absent,
        absent,
        metrics.nanValueCount(),
        metrics.lowerBound(),
        metrics.upperBound());
  }
}
