package io.flamelake.symbolize.files;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.io.WriteResult;
import org.apache.iceberg.util.PropertyUtil;

/** In: rows of {@code stacks} and deletes of them. Out, for each checkpoint: their files. */
public final class StacksWriter implements CommittingSinkWriter<RowData, WriteResult> {
  private final Table table;
  private final Schema key;
  private final StacksFiles files;
  private final OutputFileFactory names;
  private final long fileBytes;
  private StacksTaskWriter writer;

  /**
   * Begins.
   *
   * @param key the columns that rows are deleted by
   * @param subtask with {@code attempt} part of the names of files
   */
  public StacksWriter(Table table, List<String> key, int subtask, int attempt) {
    this.table = table;
    int[] ids = key.stream().mapToInt(name -> table.schema().findField(name).fieldId()).toArray();
    this.key = table.schema().select(key);
    files = new StacksFiles(table, ids);
    names =
        OutputFileFactory.builderFor(table, subtask, attempt)
            .format(FileFormat.PARQUET)
            .ioSupplier(table::io)
            .defaultSpec(table.spec())
            .build();
    fileBytes =
        PropertyUtil.propertyAsLong(
            table.properties(),
            TableProperties.WRITE_TARGET_FILE_SIZE_BYTES,
            TableProperties.WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT);
    writer = next();
  }

  private StacksTaskWriter next() {
    return new StacksTaskWriter(table, key, files, names, fileBytes);
  }

  @Override
  public void write(RowData row, Context context) throws IOException {
    writer.write(row);
  }

  @Override
  public void flush(boolean endOfInput) {
    // Files are finished by prepareCommit, which always follows.
  }

  @Override
  public Collection<WriteResult> prepareCommit() throws IOException {
    WriteResult result = writer.complete();
    writer = next();
    return List.of(result);
  }

  /** Of what was written since the last checkpoint nothing will be committed. */
  @Override
  public void close() throws IOException {
    try (files) {
      writer.abort();
    }
  }
}
