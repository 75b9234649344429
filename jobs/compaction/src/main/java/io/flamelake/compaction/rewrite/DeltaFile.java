package io.flamelake.compaction.rewrite;

import io.flamelake.stacks.parquet.ParquetOptions;
import io.flamelake.stacks.parquet.ParquetOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.ParquetCodecFactory;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.iceberg.parquet.ParquetValueWriter;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnWriteStore;
import org.apache.iceberg.shaded.org.apache.parquet.column.ParquetProperties;
import org.apache.iceberg.shaded.org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;

/**
 * A Parquet file of rows like one of Iceberg's own writer, in which some columns of numbers are
 * written as differences from row to row and never by a dictionary: Parquet's Encodings.md, "Delta
 * Encoding (DELTA_BINARY_PACKED = 5)". Iceberg has no switch for that of a single column.
 */
public final class DeltaFile implements FileAppender<StructLike> {
  private static final String SCHEMA_KEY = "iceberg.schema";
  private static final int FIRST_COMPRESSED_BYTES = 64 << 10;
  private static final int COLUMN_INDEX_TRUNCATE_BYTES = 64;
  private static final int ROWS_BETWEEN_CHECKS = 1_000;

  private final ParquetOptions options;
  private final ParquetProperties properties;
  private final MetricsConfig metrics;
  private final Map<String, String> footer;
  private final MessageType schema;
  private final ParquetValueWriter<StructLike> values;
  private final ParquetCodecFactory codecs;
  private final ParquetFileWriter writer;
  private ColumnChunkPageWriteStore pages;
  private ColumnWriteStore columns;
  private long rows;
  private int rowGroups;
  private boolean closed;

  /**
   * Begins a file; an existing one of its name is overwritten.
   *
   * @param options what the table says of files
   * @param deltas the columns that are written as differences
   */
  public DeltaFile(
      OutputFile output,
      Schema rows,
      MetricsConfig metrics,
      ParquetOptions options,
      Set<String> deltas)
      throws IOException {
    this.metrics = metrics;
    this.options = options;
    schema = ParquetSchemaUtil.convert(rows, "table");
    values = InternalWriter.createWriter(rows, schema);
    properties = properties(options, deltas);
    footer = Map.of(SCHEMA_KEY, SchemaParser.toJson(rows));
    codecs = new ParquetCodecFactory(options.configuration(), FIRST_COMPRESSED_BYTES);
    writer =
        new ParquetFileWriter(
            new ParquetOutput(output),
            schema,
            ParquetFileWriter.Mode.OVERWRITE,
            options.rowGroupBytes(),
            0,
            COLUMN_INDEX_TRUNCATE_BYTES,
            ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
    writer.start();
    startRowGroup();
  }

  private static ParquetProperties properties(ParquetOptions options, Set<String> deltas) {
    ParquetProperties.Builder properties =
        ParquetProperties.builder()
            // Without a dictionary, this version writes numbers as differences.
            .withWriterVersion(WriterVersion.PARQUET_2_0)
            .withPageRowCountLimit(options.pageRows())
            .withDictionaryPageSize(options.dictionaryBytes());
    deltas.forEach(column -> properties.withDictionaryEncoding(column, false));
    return properties.build();
  }

  @Override
  public void add(StructLike row) {
    values.write(0, row);
    columns.endRecord();
    if (++rows % ROWS_BETWEEN_CHECKS == 0 && columns.getBufferedSize() >= options.rowGroupBytes()) {
      try {
        endRowGroup();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      startRowGroup();
    }
  }

  /** Of a file that is closed. */
  @Override
  public Metrics metrics() {
    return ParquetUtil.footerMetrics(writer.getFooter(), values.metrics(), metrics);
  }

  /** About how long it is; exactly, once it is closed. */
  @Override
  public long length() {
    try {
      return writer.getPos() + (closed ? 0 : columns.getBufferedSize());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Long> splitOffsets() {
    return ParquetUtil.getSplitOffsets(writer.getFooter());
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try {
        endRowGroup();
        writer.end(footer);
      } finally {
        codecs.release();
      }
    }
  }

  private void startRowGroup() {
    rows = 0;
    pages =
        new ColumnChunkPageWriteStore(
            codecs.getCompressor(options.codec()),
            schema,
            HeapByteBufferAllocator.getInstance(),
            COLUMN_INDEX_TRUNCATE_BYTES,
            ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED,
            null,
            rowGroups++);
    columns = properties.newColumnWriteStore(schema, pages, pages);
    values.setColumnStore(columns);
  }

  private void endRowGroup() throws IOException {
    if (rows > 0) {
      writer.startBlock(rows);
      columns.flush();
      pages.flushToFileWriter(writer);
      writer.endBlock();
    }
    columns.close();
    pages.close();
  }
}
