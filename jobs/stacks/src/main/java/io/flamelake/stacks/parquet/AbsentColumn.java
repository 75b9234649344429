package io.flamelake.stacks.parquet;

import java.io.IOException;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.BytesInput;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.Encoding;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.PageWriter;
import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.Statistics;

/** A column of any type, nested ones among them, that no row has. */
final class AbsentColumn extends Column {
  AbsentColumn(ColumnDescriptor descriptor, ParquetOptions options, Scratch scratch) {
    super(descriptor, options, scratch);
  }

  @Override
  void writePage(int rows) throws IOException {
    scratch.levels.start(IndexEncoder.widthOf(descriptor.getMaxDefinitionLevel()), rows);
    scratch.levels.add(0, rows);
    Statistics<?> statistics = statistics();
    statistics.incrementNumNulls(rows);
    write(
        new PageFacts(rows, rows, 0),
        Encoding.PLAIN,
        BytesInput.empty(),
        statistics,
        scratch.levels.finish());
  }

  @Override
  boolean isAbsent(int row) {
    return true;
  }

  @Override
  void reserve(int rows) {
    // Has no values.
  }

  @Override
  void writeDictionary(PageWriter writer) {
    // Has no values.
  }

  @Override
  void clear() {
    // Has no values.
  }

  @Override
  long heldBytes() {
    return 0;
  }
}
