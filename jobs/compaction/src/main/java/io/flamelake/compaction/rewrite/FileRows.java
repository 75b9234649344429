package io.flamelake.compaction.rewrite;

import io.flamelake.compaction.plan.DeleteMemory;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.DeleteFilter;
import org.apache.iceberg.data.parquet.InternalReader;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.mapping.NameMapping;
import org.apache.iceberg.mapping.NameMappingParser;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.util.PartitionUtil;

/** Reads rows of a table's data files as Iceberg's internal values. */
public final class FileRows {
  private static final String NAME_MAPPING = "schema.name-mapping.default";

  private final Table table;
  private final long deleteBytes;

  /**
   * @param deleteBytes that deletes of a file may take in memory, about
   */
  public FileRows(Table table, long deleteBytes) {
    this.table = table;
    this.deleteBytes = deleteBytes;
  }

  /** What is told of a file whose deletes take more. */
  public static String tooManyDeletes(FileScanTask task, long most) {
    return "%s is left as it is: its %d delete files may take %d bytes of memory, and %d are allowed; raise compaction.delete-memory, and the heap"
        .formatted(task.file().location(), task.deletes().size(), DeleteMemory.of(task), most);
  }

  /**
   * Rows that are not deleted, of all columns; an object may be given again for the next row.
   *
   * @throws IllegalArgumentException if the file is not Parquet, or has too many deletes
   */
  CloseableIterable<StructLike> of(FileScanTask task) {
    return of(task, table.schema(), Expressions.alwaysTrue());
  }

  /**
   * Rows that are not deleted, of some columns, other columns perhaps after these.
   *
   * @param filter row groups without a row that it matches may be left out
   * @throws IllegalArgumentException if the file is not Parquet, or has too many deletes
   */
  public CloseableIterable<StructLike> of(FileScanTask task, Schema columns, Expression filter) {
    if (DeleteMemory.of(task) > deleteBytes) {
      throw new IllegalArgumentException(tooManyDeletes(task, deleteBytes));
    }
    Deletes deletes = new Deletes(task, columns);
    return deletes.filter(
        read(task.file(), deletes.requiredSchema(), PartitionUtil.constantsMap(task), filter));
  }

  /** All rows of a file, also those that are deleted. */
  public CloseableIterable<StructLike> of(DataFile file) {
    return of(file, table.schema());
  }

  /** All rows of a file, also those that are deleted, of some columns. */
  public CloseableIterable<StructLike> of(DataFile file, Schema columns) {
    return read(file, columns, Map.of(), Expressions.alwaysTrue());
  }

  private CloseableIterable<StructLike> read(
      DataFile file, Schema columns, Map<Integer, ?> constants, Expression filter) {
    if (file.format() != FileFormat.PARQUET) {
      throw new IllegalArgumentException(
          "%s is %s, but only Parquet files are compacted"
              .formatted(file.location(), file.format()));
    }
    Parquet.ReadBuilder read =
        Parquet.read(input(file))
            .project(columns)
            .filter(filter)
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
    Deletes(FileScanTask task, Schema columns) {
      super(task.file().location(), task.deletes(), table.schema(), columns);
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
