package io.flamelake.symbolize.files;

import io.flamelake.stacks.parquet.ParquetContext;
import io.flamelake.stacks.parquet.ParquetOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.sink.FlinkFileWriterFactory;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.FileWriterFactory;

/** Begins files of {@code stacks}: those of rows are ours, those of deletes Iceberg's. */
final class StacksFiles implements FileWriterFactory<RowData>, AutoCloseable {
  /**
   * Row groups are buffered in memory until they are full, one for each open file, so they are
   * smaller than Iceberg's default of 128 MiB; compaction makes large ones.
   */
  private static final int ROW_GROUP_BYTES = 16 << 20;

  private final ParquetContext parquet;
  private final FileWriterFactory<RowData> deletes;

  StacksFiles(Table table, int[] key) {
    parquet = new ParquetContext(table.schema(), options(table), MetricsConfig.forTable(table));
    deletes =
        new FlinkFileWriterFactory.Builder(table)
            .dataFileFormat(FileFormat.PARQUET)
            .dataSchema(table.schema())
            .dataFlinkType(FlinkSchemaUtil.convert(table.schema()))
            .deleteFileFormat(FileFormat.PARQUET)
            .equalityFieldIds(key)
            .equalityDeleteRowSchema(table.schema())
            .writerProperties(table.properties())
            .build();
  }

  /**
   * A row group ends when its texts fill it, so that long names are in its dictionary and not in
   * its pages again and again.
   */
  private static ParquetOptions options(Table table) {
    Map<String, String> properties = new HashMap<>(table.properties());
    properties.putIfAbsent(
        TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, Integer.toString(ROW_GROUP_BYTES));
    properties.putIfAbsent(
        TableProperties.PARQUET_DICT_SIZE_BYTES, Integer.toString(2 * ROW_GROUP_BYTES));
    return new ParquetOptions(properties);
  }

  @Override
  public DataWriter<RowData> newDataWriter(
      EncryptedOutputFile file, PartitionSpec spec, StructLike partition) {
    try {
      return new DataWriter<>(
          new StacksFile(parquet.file(file)),
          FileFormat.PARQUET,
          file.encryptingOutputFile().location(),
          spec,
          partition,
          file.keyMetadata());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public EqualityDeleteWriter<RowData> newEqualityDeleteWriter(
      EncryptedOutputFile file, PartitionSpec spec, StructLike partition) {
    return deletes.newEqualityDeleteWriter(file, spec, partition);
  }

  @Override
  public PositionDeleteWriter<RowData> newPositionDeleteWriter(
      EncryptedOutputFile file, PartitionSpec spec, StructLike partition) {
    return deletes.newPositionDeleteWriter(file, spec, partition);
  }

  @Override
  public void close() {
    parquet.close();
  }
}
