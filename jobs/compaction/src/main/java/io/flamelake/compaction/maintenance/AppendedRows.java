package io.flamelake.compaction.maintenance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;

/** Appends few rows to a table. */
public final class AppendedRows {
  private AppendedRows() {}

  /**
   * Appends them, with one commit.
   *
   * @param rows of Iceberg's internal values
   */
  public static void append(Table table, List<Record> rows) throws IOException {
    PartitionKey partition = new PartitionKey(table.spec(), table.schema());
    Map<PartitionKey, List<Record>> partitions = new LinkedHashMap<>();
    for (Record row : rows) {
      partition.partition(row);
      partitions.computeIfAbsent(partition.copy(), key -> new ArrayList<>()).add(row);
    }
    AppendFiles append = table.newAppend();
    for (Map.Entry<PartitionKey, List<Record>> of : partitions.entrySet()) {
      append.appendFile(write(table, of.getKey(), of.getValue()));
    }
    append.commit();
  }

  private static DataFile write(Table table, PartitionKey partition, List<Record> rows)
      throws IOException {
    DataWriter<Record> writer =
        Parquet.writeData(
                OutputFileFactory.builderFor(table, 0, 0)
                    .format(FileFormat.PARQUET)
                    .build()
                    .newOutputFile(table.spec(), partition))
            .forTable(table)
            .createWriterFunc(InternalWriter::createWriter)
            .withSpec(table.spec())
            .withPartition(partition)
            .build();
    try (writer) {
      rows.forEach(writer::write);
    }
    return writer.toDataFile();
  }
}
