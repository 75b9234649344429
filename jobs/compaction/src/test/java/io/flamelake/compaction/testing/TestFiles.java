package io.flamelake.compaction.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericAppenderFactory;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;

/** Writes files of a table as others do: unsorted, with Iceberg's own writers. */
public final class TestFiles {
  private final Table table;
  private final OutputFileFactory names;

  public TestFiles(Table table) {
    this.table = table;
    names = OutputFileFactory.builderFor(table, 1, 1).format(FileFormat.PARQUET).build();
  }

  /** Appends rows in one commit, with one file for each partition. */
  public void append(List<Record> rows) throws IOException {
    var append = table.newAppend();
    write(rows).forEach(append::appendFile);
    append.commit();
  }

  /** Writes rows, one file for each partition, and commits nothing. */
  public List<DataFile> write(List<Record> rows) throws IOException {
    List<DataFile> files = new ArrayList<>();
    for (Map.Entry<PartitionKey, List<Record>> of : byPartition(rows).entrySet()) {
      files.add(write(of.getKey(), of.getValue()));
    }
    return files;
  }

  /** Appends rows that all belong to one partition, which may be one object again and again. */
  public void appendToOnePartition(List<Record> rows) throws IOException {
    PartitionKey key = new PartitionKey(table.spec(), table.schema());
    key.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(rows.get(0)));
    table.newAppend().appendFile(write(key, rows)).commit();
  }

  /** Deletes what is equal to the rows in these columns, and appends the rows: one commit. */
  public void upsert(List<Record> rows, String... columns) throws IOException {
    RowDelta delta = table.newRowDelta();
    for (Map.Entry<PartitionKey, List<Record>> of : byPartition(rows).entrySet()) {
      delta.addDeletes(delete(of.getKey(), of.getValue(), columns));
      delta.addRows(write(of.getKey(), of.getValue()));
    }
    delta.commit();
  }

  /** Deletes what is equal to the rows in these columns. */
  public void deleteEqual(List<Record> rows, String... columns) throws IOException {
    RowDelta delta = table.newRowDelta();
    for (Map.Entry<PartitionKey, List<Record>> of : byPartition(rows).entrySet()) {
      delta.addDeletes(delete(of.getKey(), of.getValue(), columns));
    }
    delta.commit();
  }

  /** Deletes rows of a file by their places. */
  public void deletePositions(DataFile file, List<Long> places) throws IOException {
    PositionDeleteWriter<Record> writer =
        new GenericAppenderFactory(table.schema(), table.spec())
            .newPosDeleteWriter(
                names.newOutputFile(table.spec(), file.partition()),
                FileFormat.PARQUET,
                file.partition());
    try (writer) {
      PositionDelete<Record> delete = PositionDelete.create();
      for (long place : places) {
        writer.write(delete.set(file.location(), place));
      }
    }
    table.newRowDelta().addDeletes(writer.toDeleteFile()).commit();
  }

  private DataFile write(PartitionKey partition, List<Record> rows) throws IOException {
    DataWriter<Record> writer =
        new GenericAppenderFactory(table.schema(), table.spec())
            .setAll(table.properties())
            .newDataWriter(
                names.newOutputFile(table.spec(), partition), FileFormat.PARQUET, partition);
    try (writer) {
      rows.forEach(writer::write);
    }
    return writer.toDataFile();
  }

  private DeleteFile delete(PartitionKey partition, List<Record> rows, String... columns)
      throws IOException {
    Schema schema = table.schema().select(columns);
    int[] ids = schema.columns().stream().mapToInt(field -> field.fieldId()).toArray();
    EqualityDeleteWriter<Record> writer =
        new GenericAppenderFactory(table.schema(), table.spec(), ids, schema, null)
            .newEqDeleteWriter(
                names.newOutputFile(table.spec(), partition), FileFormat.PARQUET, partition);
    try (writer) {
      for (Record row : rows) {
        Record key = org.apache.iceberg.data.GenericRecord.create(schema);
        schema.columns().forEach(field -> key.setField(field.name(), row.getField(field.name())));
        writer.write(key);
      }
    }
    return writer.toDeleteFile();
  }

  private Map<PartitionKey, List<Record>> byPartition(List<Record> rows) {
    Map<PartitionKey, List<Record>> partitions = new LinkedHashMap<>();
    InternalRecordWrapper wrapper = new InternalRecordWrapper(table.schema().asStruct());
    PartitionKey key = new PartitionKey(table.spec(), table.schema());
    for (Record row : rows) {
      key.partition(wrapper.wrap(row));
      partitions.computeIfAbsent(key.copy(), k -> new ArrayList<>()).add(row);
    }
    return partitions;
  }
}
