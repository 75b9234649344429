package io.flamelake.compaction.rewrite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the rows of one partition to files, a new one whenever one is as large as it shall be. */
final class SortedFiles {
  private static final Logger LOG = LoggerFactory.getLogger(SortedFiles.class);

  /** Asking for the length walks over all columns: not for every row. */
  private static final int ROWS_BETWEEN_CHECKS = 1_000;

  private final Table table;
  private final SortOrder order;
  private final FileSizes sizes;
  private final PartitionSpec spec;
  private final StructLike partition;
  private final OutputFileFactory names;
  private final Step.Listener steps;
  private final List<DataFile> files = new ArrayList<>();
  private final List<String> locations = new ArrayList<>();
  private DataWriter<StructLike> writer;
  private int rowsSinceCheck;

  /**
   * @param like a file of the partition
   */
  SortedFiles(Table table, SortOrder order, FileSizes sizes, DataFile like, Step.Listener steps) {
    this.table = table;
    this.order = order;
    this.sizes = sizes;
    this.steps = steps;
    spec = table.specs().get(like.specId());
    partition = like.partition();
    // The names hold a random operation id, so the numbers need not differ from those of others.
    names =
        OutputFileFactory.builderFor(table, 0, 0)
            .format(FileFormat.PARQUET)
            .ioSupplier(table::io)
            .defaultSpec(spec)
            .build();
  }

  void write(StructLike row) throws IOException {
    if (writer == null) {
      writer = open();
    }
    writer.write(row);
    if (++rowsSinceCheck >= ROWS_BETWEEN_CHECKS) {
      rowsSinceCheck = 0;
      if (writer.length() >= sizes.targetFileBytes()) {
        finishFile();
      }
    }
  }

  /** Ends the last file and gives all. */
  List<DataFile> finish() throws IOException {
    if (writer != null) {
      finishFile();
    }
    return List.copyOf(files);
  }

  /** Deletes all that was written. */
  void abort() {
    if (writer != null) {
      try {
        writer.close();
      } catch (IOException | RuntimeException e) {
        LOG.warn("Could not close a file that is given up", e);
      }
      writer = null;
    }
    for (String location : locations) {
      try {
        table.io().deleteFile(location);
      } catch (RuntimeException e) {
        LOG.warn("Could not delete {}, which no snapshot will name", location, e);
      }
    }
  }

  private void finishFile() throws IOException {
    writer.close();
    files.add(writer.toDataFile());
    writer = null;
    steps.reached(Step.WROTE_FILE);
  }

  private DataWriter<StructLike> open() throws IOException {
    EncryptedOutputFile file =
        spec.isUnpartitioned() ? names.newOutputFile() : names.newOutputFile(spec, partition);
    locations.add(file.encryptingOutputFile().location());
    return Parquet.writeData(file)
        .forTable(table)
        .set(TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, String.valueOf(sizes.rowGroupBytes()))
        .createWriterFunc(InternalWriter::createWriter)
        .withSpec(spec)
        .withPartition(partition)
        .withSortOrder(order)
        .overwrite()
        .build();
  }
}
