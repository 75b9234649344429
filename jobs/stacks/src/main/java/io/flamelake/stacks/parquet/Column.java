package io.flamelake.stacks.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.BytesInput;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.Encoding;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.PageWriter;
import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.Statistics;
import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.iceberg.shaded.org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** A column of a file: holds the rows of a page, and makes pages of them. */
abstract class Column {
  private static final GeospatialStatistics NO_GEOSPATIAL_STATISTICS = null;

  final ColumnDescriptor descriptor;
  final ParquetOptions options;
  final Scratch scratch;

  /** Null when the table asks for none. */
  BloomFilter bloomFilter;

  /** The list whose elements these are; null for a column of rows. */
  private ListRows list;

  private final boolean hasStatistics;
  private ColumnChunkPageWriteStore store;
  private PageWriter pages;
  private boolean plain;
  private boolean first;

  Column(ColumnDescriptor descriptor, ParquetOptions options, Scratch scratch) {
    this.descriptor = descriptor;
    this.options = options;
    this.scratch = scratch;
    hasStatistics = options.hasStatistics(descriptor);
  }

  final void isOf(ListRows elements) {
    list = elements;
  }

  final boolean isOfList() {
    return list != null;
  }

  /** Makes a page of so many rows. */
  final void writeRows(int rows) throws IOException {
    writePage(list == null ? rows : list.position());
  }

  final void startRowGroup(ColumnChunkPageWriteStore newStore) {
    store = newStore;
    pages = newStore.getPageWriter(descriptor);
    bloomFilter = options.bloomFilter(descriptor);
    plain = false;
    first = true;
    clear();
  }

  /** Writes the dictionary and the Bloom filter, if there are any. */
  final void endRowGroup() throws IOException {
    writeDictionary(pages);
    if (bloomFilter != null) {
      store.getBloomFilterWriter(descriptor).writeBloomFilter(bloomFilter);
    }
  }

  /** Bytes of the pages of the row group so far. */
  final long pageBytes() {
    return pages.getMemSize();
  }

  /** Whether a row, or element, of the page that is being filled has no value. */
  abstract boolean isAbsent(int row);

  /** Makes room for this many rows or elements. */
  abstract void reserve(int rows);

  /** Makes a page of this many rows or elements. */
  abstract void writePage(int rows) throws IOException;

  abstract void writeDictionary(PageWriter writer) throws IOException;

  /** Forgets the row group. */
  abstract void clear();

  /** Bytes held by buffers other than pages. */
  abstract long heldBytes();

  /** Whether the page that is being filled has so many bytes that it is to end. */
  boolean isFull() {
    return false;
  }

  /** Bytes of the texts of a dictionary. */
  long dictionaryBytes() {
    return 0;
  }

  final Statistics<?> statistics() {
    return hasStatistics
        ? Statistics.createStats(descriptor.getPrimitiveType())
        : Statistics.noopStats(descriptor.getPrimitiveType());
  }

  /**
   * Encodes the definition levels into {@code scratch.levels}.
   *
   * @return their bytes
   */
  final int levels(int count) {
    int greatest = descriptor.getMaxDefinitionLevel();
    if (greatest == 0) {
      return 0;
    }
    IndexEncoder encoder = scratch.levels;
    encoder.start(IndexEncoder.widthOf(greatest), count);
    int start = 0;
    while (start < count) {
      int level = level(start, greatest);
      int end = start + 1;
      while (end < count && level(end, greatest) == level) {
        end++;
      }
      encoder.add(level, end - start);
      start = end;
    }
    return encoder.finish();
  }

  private int level(int place, int greatest) {
    if (!isAbsent(place)) {
      return greatest;
    }
    return list != null && list.isEmpty(place) ? 0 : greatest - 1;
  }

  /** Whether the pages of the row group have the values themselves from now on. */
  final boolean isPlain() {
    return plain;
  }

  final void becomePlain() {
    plain = true;
  }

  /**
   * Whether a page is to have indexes: the first one decides, by whether the dictionary makes it
   * smaller, as in Parquet's own writer.
   */
  final boolean dictionaryPays(BytesInput indexes, long dictionaryBytes, long plainBytes) {
    boolean pays = !first || indexes.size() + dictionaryBytes < plainBytes;
    first = false;
    return pays;
  }

  /** Indexes into the dictionary, as a page has them. */
  final BytesInput indexes(int[] indexes, int count, int dictionarySize) {
    int width = indexWidth(dictionarySize);
    IndexEncoder encoder = scratch.encoder;
    encoder.start(width, count);
    encoder.addAll(indexes, count);
    int length = encoder.finish();
    return BytesInput.concat(
        BytesInput.from(new byte[] {(byte) width}), BytesInput.from(encoder.bytes(), 0, length));
  }

  /**
   * Bits of an index. Those of lists' elements, and all where compression takes its time, take
   * whole bytes: rows have long sequences in common, which compression finds only where they begin
   * at the same bit of a byte.
   */
  private int indexWidth(int dictionarySize) {
    int width = IndexEncoder.widthOf(Math.max(0, dictionarySize - 1));
    boolean wholeBytes =
        options.codec() != CompressionCodecName.UNCOMPRESSED
            && (list != null || options.zstdLevel() >= ZstdPages.FROM_LEVEL);
    return wholeBytes ? (width + Byte.SIZE - 1) / Byte.SIZE * Byte.SIZE : width;
  }

  /**
   * Writes a page.
   *
   * @param facts whose rows are elements in a column of lists
   * @param levels definition levels encoded in {@code scratch.levels}, ignored where values cannot
   *     be absent
   */
  final void write(
      PageFacts facts, Encoding encoding, BytesInput values, Statistics<?> statistics, int levels)
      throws IOException {
    int rows = list == null ? facts.rows() : list.rows();
    BytesInput repetitions = repetitions(facts.rows());
    BytesInput definitions =
        descriptor.getMaxDefinitionLevel() == 0
            ? BytesInput.empty()
            : BytesInput.from(scratch.levels.bytes(), 0, levels);
    SizeStatistics sizes =
        descriptor.getMaxRepetitionLevel() > 0 || descriptor.getMaxDefinitionLevel() > 1
            ? null
            : new SizeStatistics(
                descriptor.getPrimitiveType(), facts.textBytes(), List.of(), List.of());
    if (options.pagesOfVersion2()) {
      pages.writePageV2(
          rows,
          facts.nulls(),
          facts.rows(),
          repetitions,
          definitions,
          encoding,
          values,
          statistics,
          sizes,
          NO_GEOSPATIAL_STATISTICS);
    } else {
      List<BytesInput> parts = new ArrayList<>();
      addLevels(parts, repetitions);
      addLevels(parts, definitions);
      parts.add(values);
      pages.writePage(
          BytesInput.concat(parts),
          facts.rows(),
          rows,
          statistics,
          sizes,
          NO_GEOSPATIAL_STATISTICS,
          levelEncoding(descriptor.getMaxRepetitionLevel()),
          levelEncoding(descriptor.getMaxDefinitionLevel()),
          encoding);
    }
  }

  /** The encoding's name in data pages; version 1 has another for the same. */
  final Encoding dictionaryEncoding() {
    return options.pagesOfVersion2() ? Encoding.RLE_DICTIONARY : Encoding.PLAIN_DICTIONARY;
  }

  final Encoding dictionaryPageEncoding() {
    return options.pagesOfVersion2() ? Encoding.PLAIN : Encoding.PLAIN_DICTIONARY;
  }

  private BytesInput repetitions(int rows) {
    if (descriptor.getMaxRepetitionLevel() == 0) {
      return BytesInput.empty();
    }
    if (list != null) {
      return list.repetitions();
    }
    IndexEncoder encoder = new IndexEncoder();
    encoder.start(IndexEncoder.widthOf(descriptor.getMaxRepetitionLevel()), rows);
    encoder.add(0, rows);
    return BytesInput.from(encoder.bytes(), 0, encoder.finish());
  }

  private static void addLevels(List<BytesInput> parts, BytesInput levels) {
    if (levels.size() > 0) {
      parts.add(BytesInput.fromInt((int) levels.size()));
      parts.add(levels);
    }
  }

  /** Parquet names this one where there are no levels. */
  @SuppressWarnings("deprecation")
  private static Encoding levelEncoding(int maxLevel) {
    return maxLevel == 0 ? Encoding.BIT_PACKED : Encoding.RLE;
  }
}
