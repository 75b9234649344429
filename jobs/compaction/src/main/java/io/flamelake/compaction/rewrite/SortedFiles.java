package io.flamelake.compaction.rewrite;

import io.flamelake.stacks.parquet.ParquetOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
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
public final class SortedFiles {
  private static final Logger LOG = LoggerFactory.getLogger(SortedFiles.class);

  /** Asking for the length walks over all columns: not for every row. */
  private static final int ROWS_BETWEEN_CHECKS = 1_000;

  private final Table table;
  private final SortOrder order;
  private final FileRules rules;
  private final Layout.Format format;
  private final Map<String, String> properties;
  private final PartitionSpec spec;
  private final StructLike partition;
  private final OutputFileFactory names;
  private final Step.Listener steps;
  private final List<DataFile> files = new ArrayList<>();
  private final List<String> locations = new ArrayList<>();
  private Schema present;
  private DataWriter<StructLike> writer;
  private int rowsSinceCheck;

  /**
   * @param like a file of the partition
   */
  SortedFiles(
      Table table,
      Layout layout,
      Layout.Arrangement arrangement,
      DataFile like,
      Step.Listener steps) {
    this(
        table,
        new Place(table.specs().get(like.specId()), like.partition()),
        layout,
        arrangement,
        steps);
  }

  /**
   * @param partition of the table's current partitioning
   */
  public SortedFiles(Table table, Layout layout, StructLike partition, Step.Listener steps) {
    this(table, new Place(table.spec(), partition), layout, layout.usual(), steps);
  }

  /** Where rows belong. */
  private record Place(PartitionSpec spec, StructLike partition) {}

  private SortedFiles(
      Table table,
      Place place,
      Layout layout,
      Layout.Arrangement arrangement,
      Step.Listener steps) {
    this.table = table;
    this.order = layout.sortOrder();
    this.rules = layout.files();
    format = arrangement.format();
    properties = new HashMap<>(arrangement.properties());
    properties.putAll(table.properties());
    properties.put(
        TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, String.valueOf(rules.rowGroupBytes()));
    properties.put(ParquetOptions.ROW_GROUP_ROWS, String.valueOf(rules.rowGroupRows()));
    this.steps = steps;
    present = table.schema();
    spec = place.spec();
    partition = place.partition();
    // The names hold a random operation id, so the numbers need not differ from those of others.
    names =
        OutputFileFactory.builderFor(table, 0, 0)
            .format(FileFormat.PARQUET)
            .ioSupplier(table::io)
            .defaultSpec(spec)
            .build();
  }

  /** Tells before the first row that rows have no value in the table's other columns and fields. */
  void has(Schema columns) {
    if (!rules.absentColumns()) {
      present = columns;
    }
  }

  /** Writes a row, which is not smaller than the one before. */
  public void write(StructLike row) throws IOException {
    if (writer == null) {
      writer = open();
    }
    writer.write(row);
    if (++rowsSinceCheck >= ROWS_BETWEEN_CHECKS) {
      rowsSinceCheck = 0;
      if (writer.length() >= rules.targetFileBytes()) {
        finishFile();
      }
    }
  }

  /** Ends the last file and gives all. */
  public List<DataFile> finish() throws IOException {
    if (writer != null) {
      finishFile();
    }
    return List.copyOf(files);
  }

  /** Deletes all that was written. */
  public void abort() {
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
    if (!(format instanceof Layout.Columns columns)) {
      return usual(file);
    }
    return new DataWriter<>(
        ColumnsFile.begin(
            file,
            new ColumnsFile.Shape(table.schema(), present, columns.differences()),
            MetricsConfig.forTable(table),
            new ParquetOptions(properties)),
        FileFormat.PARQUET,
        file.encryptingOutputFile().location(),
        spec,
        partition,
        file.keyMetadata(),
        order);
  }

  private DataWriter<StructLike> usual(EncryptedOutputFile file) throws IOException {
    return Parquet.writeData(file)
        .forTable(table)
        .setAll(properties)
        .createWriterFunc(InternalWriter::createWriter)
        .withSpec(spec)
        .withPartition(partition)
        .withSortOrder(order)
        .overwrite()
        .build();
  }
}
