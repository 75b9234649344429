package io.flamelake.ingest.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.BytesInput;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.Encoding;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.DictionaryPage;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.PageWriter;
import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.Statistics;

/**
 * A column of 64-bit numbers, none of them absent. Pages have indexes into a dictionary until the
 * dictionary is full, or from the start the numbers themselves where a dictionary would not make
 * the first page smaller.
 */
public final class LongColumn extends Column {
  private final LongDictionary dictionary;
  private long[] rows = new long[0];
  private boolean plain;
  private boolean first;

  LongColumn(ColumnDescriptor descriptor, ParquetOptions options, Scratch scratch) {
    super(descriptor, options, scratch);
    dictionary = new LongDictionary(options.dictionaryBytes() / Long.BYTES);
  }

  /** The rows of the page that is being filled: room for as many as {@code reserve} was told. */
  public long[] rows() {
    return rows;
  }

  /** Sets the same value in several rows. */
  public void fill(int from, int to, long value) {
    Arrays.fill(rows, from, to, value);
  }

  @Override
  void reserve(int count) {
    rows = Arrays.copyOf(rows, count);
  }

  @Override
  void writePage(int count) throws IOException {
    Statistics<?> statistics = statistics();
    updateRange(statistics, count);
    PageFacts facts = new PageFacts(count, 0, 0);
    BytesInput indexes = plain ? null : indexes(count);
    if (indexes == null) {
      plain = true;
      scratch.plain.start((long) count * Long.BYTES);
      scratch.plain.add(rows, count);
      write(facts, Encoding.PLAIN, scratch.plain.bytes(), statistics, 0);
    } else {
      write(facts, dictionaryEncoding(), indexes, statistics, 0);
    }
    first = false;
    if (bloomFilter != null) {
      addToBloomFilter(count);
    }
  }

  @Override
  void writeDictionary(PageWriter writer) throws IOException {
    if (dictionary.size() > 0) {
      scratch.plain.start((long) dictionary.size() * Long.BYTES);
      scratch.plain.add(dictionary.values(), dictionary.size());
      writer.writeDictionaryPage(
          new DictionaryPage(scratch.plain.bytes(), dictionary.size(), dictionaryPageEncoding()));
    }
  }

  @Override
  void clear() {
    dictionary.clear();
    plain = false;
    first = true;
  }

  @Override
  long heldBytes() {
    return dictionary.heldBytes() + (long) Long.BYTES * rows.length;
  }

  /** Null if the numbers themselves are to be written. */
  private BytesInput indexes(int count) {
    int[] indexes = scratch.indexes(count);
    if (!dictionary.indexes(rows, count, indexes)) {
      return null;
    }
    BytesInput encoded = indexes(indexes, count, dictionary.size());
    long raw = (long) count * Long.BYTES;
    if (first && encoded.size() + (long) dictionary.size() * Long.BYTES >= raw) {
      dictionary.clear();
      return null;
    }
    return encoded;
  }

  private void updateRange(Statistics<?> statistics, int count) {
    long least = rows[0];
    long greatest = rows[0];
    for (int i = 1; i < count; i++) {
      least = Math.min(least, rows[i]);
      greatest = Math.max(greatest, rows[i]);
    }
    statistics.updateStats(least);
    statistics.updateStats(greatest);
  }

  private void addToBloomFilter(int count) {
    for (int i = 0; i < count; i++) {
      if (i == 0 || rows[i] != rows[i - 1]) {
        bloomFilter.insertHash(bloomFilter.hash(rows[i]));
      }
    }
  }
}
