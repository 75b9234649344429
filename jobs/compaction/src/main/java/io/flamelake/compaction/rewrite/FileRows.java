package io.flamelake.compaction.rewrite;

import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.DeleteFilter;
import org.apache.iceberg.data.parquet.InternalReader;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.mapping.NameMapping;
import org.apache.iceberg.mapping.NameMappingParser;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.util.PartitionUtil;

/** Reads rows of a table's data files as Iceberg's internal values. */
final class FileRows {
  private static final String NAME_MAPPING = "schema.name-mapping.default";

  private final Table table;

  FileRows(Table table) {
    this.table = table;
  }

  /**
   * Rows that are not deleted, of all columns; an object may be given again for the next row.
   *
   * @throws IllegalArgumentException if the file is not Parquet
   */
  CloseableIterable<StructLike> of(FileScanTask task) {
    Deletes deletes = new Deletes(task);
    return deletes.filter(
        read(task.file(), deletes.requiredSchema(), PartitionUtil.constantsMap(task)));
  }

  /** All rows of a file that no delete applies to. */
  CloseableIterable<StructLike> of(DataFile file) {
    return read(file, table.schema(), Map.of());
  }

  private CloseableIterable<StructLike> read(
      DataFile file, Schema columns, Map<Integer, ?> constants) {
    if (file.format() != FileFormat.PARQUET) {
      throw new IllegalArgumentException(
          "%s is %s, but only Parquet files are compacted"
              .formatted(file.location(), file.format()));
    }
    Parquet.ReadBuilder read =
        Parquet.read(input(file))
            .project(columns)
            .reuseContainers()
            .createReaderFunc(stored -> InternalReader.create(columns, stored, constants));
    String mapping = table.properties().get(NAME_MAPPING);
    if (mapping != null) {
      NameMapping names = NameMappingParser.fromJson(mapping);
      read.withNameMapping(names);
    }
    return read.build();
  }

  private InputFile input(DataFile file) {
    return table.io().newInputFile(file.location(), file.fileSizeInBytes());
  }

  /** Rows are internal values already. */
  private final class Deletes extends DeleteFilter<StructLike> {
    Deletes(FileScanTask task) {
      super(task.file().location(), task.deletes(), table.schema(), table.schema());
    }

    @Override
    protected StructLike asStructLike(StructLike row) {
      return row;
    }

    @Override
    protected InputFile getInputFile(String location) {
      return table.io().newInputFile(location);
    }
  }
}
