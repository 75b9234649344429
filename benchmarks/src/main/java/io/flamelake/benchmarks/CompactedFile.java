package io.flamelake.benchmarks;

import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.rewrite.ColumnsFile;
import io.flamelake.compaction.rewrite.Layout;
import io.flamelake.compaction.sort.ExternalSorter;
import io.flamelake.compaction.sort.PackedRow;
import io.flamelake.compaction.sort.RowCodec;
import io.flamelake.compaction.sort.SortedRows;
import io.flamelake.stacks.parquet.ParquetOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.encryption.EncryptionKeyMetadata;
import org.apache.iceberg.inmemory.InMemoryOutputFile;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.parquet.Parquet;

/** Writes rows to a file as compaction does, or as they come. */
final class CompactedFile {
  private static final long SORT_BYTES = 512L << 20;
  private static final int ROW_GROUP_BYTES = 32 << 20;

  private CompactedFile() {}

  /** Bytes of a file of Iceberg's own writer, in the order in which rows come. */
  static long asTheyCome(TableDefinition table, Collection<? extends StructLike> rows)
      throws IOException {
    InMemoryOutputFile output = new InMemoryOutputFile();
    try (FileAppender<StructLike> file = usual(output, table, table.properties())) {
      rows.forEach(file::add);
    }
    return output.toByteArray().length;
  }

  /** Bytes of a file in which rows are arranged so. */
  static long bytes(
      TableDefinition table, Layout.Arrangement arrangement, Collection<? extends StructLike> rows)
      throws IOException {
    Map<String, String> properties = new HashMap<>(arrangement.properties());
    properties.putAll(table.properties());
    properties.put("write.parquet.row-group-size-bytes", String.valueOf(ROW_GROUP_BYTES));
    RowCodec codec = new RowCodec(table.schema(), arrangement.rowOrder());
    InMemoryOutputFile output = new InMemoryOutputFile();
    Path folder = Files.createTempDirectory("compacted-file");
    try (ExternalSorter sorter = new ExternalSorter(folder, SORT_BYTES)) {
      PackedRow packed = new PackedRow();
      for (StructLike row : rows) {
        codec.pack(row, packed);
        sorter.add(packed);
      }
      SortedRows sorted = sorter.sorted(codec);
      try (FileAppender<StructLike> file =
          arrangement.format() instanceof Layout.Columns columns
              ? columns(
                  output,
                  new ColumnsFile.Shape(table.schema(), codec.present(), columns.differences()),
                  properties)
              : usual(output, table, properties)) {
        for (StructLike row = sorted.next(); row != null; row = sorted.next()) {
          file.add(row);
        }
      }
    } finally {
      Files.deleteIfExists(folder);
    }
    return output.toByteArray().length;
  }

  private static FileAppender<StructLike> columns(
      InMemoryOutputFile output, ColumnsFile.Shape shape, Map<String, String> properties)
      throws IOException {
    return ColumnsFile.begin(
        EncryptedFiles.encryptedOutput(output, EncryptionKeyMetadata.EMPTY),
        shape,
        MetricsConfig.getDefault(),
        new ParquetOptions(properties));
  }

  private static FileAppender<StructLike> usual(
      InMemoryOutputFile output, TableDefinition table, Map<String, String> properties)
      throws IOException {
    Schema schema = table.schema();
    return Parquet.write(output)
        .schema(schema)
        .setAll(properties)
        .createWriterFunc(InternalWriter::createWriter)
        .build();
  }
}
