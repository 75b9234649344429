package io.flamelake.stacks.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.ParquetProperties;
import org.apache.iceberg.shaded.org.apache.parquet.crypto.InternalFileEncryptor;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * A Parquet file that is written by column. The caller puts values of rows into its columns, as
 * many as {@link #room()} allows, and then adds these rows. Iceberg's metrics come from the footer,
 * as in files of its own writer.
 */
public final class ColumnFile implements AutoCloseable {
  private static final int FIRST_ROWS = 1 << 10;

  /** Parquet's own default; Iceberg does not change it. */
  private static final int COLUMN_INDEX_TRUNCATE_BYTES = 64;

  private final ParquetContext context;
  private final ParquetFileWriter writer;
  private final InternalFileEncryptor encryptor;
  private final List<Column> columns = new ArrayList<>();
  private final List<ListRows> lists = new ArrayList<>();
  private ColumnChunkPageWriteStore store;
  private int capacity;
  private int rows;
  private long rowGroupRows;
  private int rowGroups;
  private boolean ended;

  ColumnFile(ParquetContext context, OutputFile output, InternalFileEncryptor encryptor)
      throws IOException {
    this.context = context;
    this.encryptor = encryptor;
    writer =
        new ParquetFileWriter(
            new ParquetOutput(output),
            context.schema,
            ParquetFileWriter.Mode.OVERWRITE,
            context.options.rowGroupBytes(),
            0,
            COLUMN_INDEX_TRUNCATE_BYTES,
            ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED,
            encryptor);
    writer.start();
  }

  /** Adds the column of this place in the table's schema, of numbers or times. */
  public NumberColumn numbers(int position) {
    ColumnDescriptor leaf = leaf(position);
    NumberType type = NumberType.of(leaf.getPrimitiveType().getPrimitiveTypeName());
    return add(new NumberColumn(leaf, type, context.options, context.scratch));
  }

  /**
   * Adds the column of this place in the table's schema, of long numbers that are written as
   * differences from row to row.
   *
   * @throws IllegalArgumentException naming the column if it has others
   */
  public NumberColumn differences(int position) {
    return add(new NumberColumn(leaf(position), context.options, context.scratch));
  }

  /** Adds the column of this place in the table's schema, a text. */
  public TextColumn texts(int position) {
    return add(new TextColumn(leaf(position), context.options, context.scratch));
  }

  /** Begins a column of lists, whose elements' columns are added by their names. */
  public ListRows list() {
    ListRows list = new ListRows(context.options.pageElements());
    lists.add(list);
    return list;
  }

  /**
   * Adds the column of numbers of a list's elements.
   *
   * @param path the names of the list and of the element's field if it has several
   */
  public NumberColumn numbers(ListRows list, String... path) {
    ColumnDescriptor leaf = leaf(path);
    NumberType type = NumberType.of(leaf.getPrimitiveType().getPrimitiveTypeName());
    return add(list, new NumberColumn(leaf, type, context.options, context.scratch));
  }

  /** Adds the column of texts of a list's elements, named as {@link #numbers} are. */
  public TextColumn texts(ListRows list, String... path) {
    return add(list, new TextColumn(leaf(path), context.options, context.scratch));
  }

  /** Adds the column of truths of a list's elements, named as {@link #numbers} are. */
  public BooleanColumn booleans(ListRows list, String... path) {
    return add(list, new BooleanColumn(leaf(path), context.options, context.scratch));
  }

  /** Adds the column of this place in the table's schema, of any type; all rows leave it null. */
  public void absent(int position) {
    leaves(position).forEach(leaf -> add(new AbsentColumn(leaf, context.options, context.scratch)));
  }

  /** Begins the first row group; all columns of the schema must have been added. */
  public void start() {
    startRowGroup();
    reserve(Math.min(FIRST_ROWS, context.options.pageRows()));
  }

  /** The first row that is not added yet. */
  public int position() {
    return rows;
  }

  /**
   * How many rows may be put into the columns from {@link #position()} on.
   *
   * @param wanted there is room for as many, unless the page ends before
   */
  public int room(int wanted) {
    int needed = (int) Math.min(context.options.pageRows(), (long) rows + wanted);
    if (needed > capacity) {
      reserve(Math.min(context.options.pageRows(), Math.max(needed, capacity * 2)));
    }
    return Math.min(capacity - rows, wanted);
  }

  /** Adds rows whose values have been put into the columns. */
  public void add(int count) throws IOException {
    rows += count;
    if (rows == context.options.pageRows() || isFull()) {
      endPage();
      if (rowGroupRows >= context.options.rowGroupRows()
          || pageBytes() + dictionaryBytes() >= context.options.rowGroupBytes()) {
        endRowGroup();
        startRowGroup();
      }
    }
  }

  /** About how long the file is; exactly, once it has ended. */
  public long length() throws IOException {
    return ended ? writer.getPos() : writer.getPos() + pageBytes();
  }

  /** Bytes of memory that an open file takes: values, dictionaries and compressed pages. */
  long heldBytes() {
    return pageBytes() + columns.stream().mapToLong(Column::heldBytes).sum();
  }

  /** Writes what is left and the footer. */
  public void end() throws IOException {
    if (!ended) {
      if (rows > 0) {
        endPage();
      }
      endRowGroup();
      writer.end(context.footer);
      ended = true;
    }
  }

  /**
   * Of a file that has ended.
   *
   * @param more of columns whose metrics Iceberg does not take from the footer
   */
  public Metrics metrics(Stream<FieldMetrics<?>> more) {
    return ParquetUtil.footerMetrics(writer.getFooter(), more, context.metrics);
  }

  /** Where row groups begin in a file that has ended. */
  public List<Long> splitOffsets() {
    return ParquetUtil.getSplitOffsets(writer.getFooter());
  }

  /** Gives up a file that has not ended, or does nothing. */
  @Override
  public void close() throws IOException {
    if (store != null) {
      store.close();
      store = null;
    }
    writer.close();
  }

  private void startRowGroup() {
    store =
        new ColumnChunkPageWriteStore(
            context.compressor(),
            context.schema,
            HeapByteBufferAllocator.getInstance(),
            COLUMN_INDEX_TRUNCATE_BYTES,
            ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED,
            encryptor,
            rowGroups++);
    rowGroupRows = 0;
    columns.forEach(column -> column.startRowGroup(store));
  }

  /** Whether lists have as many elements, or texts as many bytes, as a page is to have. */
  private boolean isFull() {
    if (lists.isEmpty()) {
      return false;
    }
    return lists.stream().anyMatch(ListRows::isFull) || columns.stream().anyMatch(Column::isFull);
  }

  /** Dictionaries count only where there are lists, whose texts may be long. */
  private long dictionaryBytes() {
    return lists.isEmpty() ? 0 : columns.stream().mapToLong(Column::dictionaryBytes).sum();
  }

  private void endPage() throws IOException {
    for (Column column : columns) {
      column.writeRows(rows);
    }
    lists.forEach(ListRows::endPage);
    rowGroupRows += rows;
    rows = 0;
  }

  private void endRowGroup() throws IOException {
    if (rowGroupRows > 0) {
      for (Column column : columns) {
        column.endRowGroup();
      }
      writer.startBlock(rowGroupRows);
      store.flushToFileWriter(writer);
      writer.endBlock();
    }
    store.close();
    store = null;
  }

  private long pageBytes() {
    return columns.stream().mapToLong(Column::pageBytes).sum();
  }

  private void reserve(int count) {
    capacity = count;
    columns.stream().filter(column -> !column.isOfList()).forEach(each -> each.reserve(count));
  }

  private <C extends Column> C add(ListRows list, C column) {
    column.isOf(list);
    list.add(column);
    return add(column);
  }

  private <C extends Column> C add(C column) {
    columns.add(column);
    return column;
  }

  private ColumnDescriptor leaf(int position) {
    return leaves(position).findFirst().orElseThrow();
  }

  /** Parquet's path of a list's element has two names more. */
  private ColumnDescriptor leaf(String... path) {
    return context.schema.getColumns().stream()
        .filter(leaf -> leaf.getPath()[0].equals(path[0]))
        .filter(leaf -> path.length == 1 || leaf.getPath()[3].equals(path[1]))
        .findFirst()
        .orElseThrow();
  }

  private Stream<ColumnDescriptor> leaves(int position) {
    String name = context.schema.getFieldName(position);
    return context.schema.getColumns().stream().filter(leaf -> leaf.getPath()[0].equals(name));
  }
}
