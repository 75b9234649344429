package io.flamelake.ingest.files;

import io.flamelake.catalog.SamplesTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.parquet.ParquetValueWriter;
import org.apache.iceberg.parquet.TripleWriter;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnWriteStore;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnWriter;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;

/**
 * Puts a row straight into Parquet's columns. Iceberg's metrics need nothing from here: it takes
 * them from the footer of the file, which Parquet's columns make.
 */
final class SampleValueWriter implements ParquetValueWriter<SampleCursor> {
  /** One of our columns: its descriptor, and the definition level of a value that is there. */
  private record Column(ColumnDescriptor descriptor, int level) {}

  private final Column[] columns = new Column[SamplesTable.DEFINITION.schema().columns().size()];
  private final List<ColumnDescriptor> absent = new ArrayList<>();
  private final ColumnWriter[] writers = new ColumnWriter[columns.length];
  private final int[] levels = new int[columns.length];
  private ColumnWriter[] absentWriters;

  /**
   * Finds the columns in a file's schema.
   *
   * @param schema of the table
   * @param file the same as Parquet has it
   */
  SampleValueWriter(SampleColumns ours, Schema schema, MessageType file) {
    for (ColumnDescriptor descriptor : file.getColumns()) {
      int position = file.getFieldIndex(descriptor.getPath()[0]);
      int column = ours.column(position);
      if (column < 0) {
        absent.add(descriptor);
      } else {
        columns[column] = new Column(descriptor, descriptor.getMaxDefinitionLevel());
        levels[column] = descriptor.getMaxDefinitionLevel();
      }
    }
    if (schema.columns().size() != file.getFieldCount()) {
      throw new IllegalStateException("Parquet has other columns than " + schema);
    }
  }

  @Override
  public void write(int repetitionLevel, SampleCursor row) {
    put(SamplesTable.TIME, row.timeMicros);
    put(SamplesTable.SERVICE_NAME, row.serviceName);
    put(SamplesTable.PROFILE_TYPE, row.profileType);
    put(SamplesTable.SERIES_ID, row.seriesId);
    put(SamplesTable.STACK_ID, row.stackId);
    put(SamplesTable.VALUE, row.value);
    putOptional(SamplesTable.SPAN_ID, row.spanId);
    putOptional(SamplesTable.TRACE_ID, row.traceId);
    for (ColumnWriter writer : absentWriters) {
      writer.writeNull(0, 0);
    }
  }

  private void put(int column, long value) {
    writers[column].write(value, 0, levels[column]);
  }

  private void put(int column, Binary value) {
    writers[column].write(value, 0, levels[column]);
  }

  private void putOptional(int column, Binary value) {
    if (value == null) {
      writers[column].writeNull(0, 0);
    } else {
      put(column, value);
    }
  }

  /** Called for each row group anew. */
  @Override
  public void setColumnStore(ColumnWriteStore store) {
    for (int i = 0; i < columns.length; i++) {
      writers[i] = store.getColumnWriter(columns[i].descriptor());
    }
    absentWriters = absent.stream().map(store::getColumnWriter).toArray(ColumnWriter[]::new);
  }

  /** Only asked by a writer around this one, of which there is none. */
  @Override
  public List<TripleWriter<?>> columns() {
    return List.of();
  }
}
